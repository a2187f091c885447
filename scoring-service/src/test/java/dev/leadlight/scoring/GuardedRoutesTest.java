package dev.leadlight.scoring;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.platform.GuardedRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
class GuardedRoutesTest extends GuardedRoutes {

  @Override
  protected Set<String> open() {
    return Set.of();
  }
}
