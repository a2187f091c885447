package dev.leadlight.scoring.fold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
class EffectCompressionTest {

  @Test
  void kafkasClientsPackByTheNativeLibrary() {
    // What they ask for their compressor.
    assertThat(LZ4Factory.fastestInstance()).hasToString("LZ4Factory:JNI");
  }
}
