package dev.leadlight.ingest.imports.shell;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import org.junit.jupiter.api.BeforeEach;

/** A service that takes files, with a real Kafka behind it, and the calls of one test. */
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
abstract class ImportedFiles {

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  final ImportCalls calls = new ImportCalls();

  @BeforeEach
  void isReady() {
    ImportCalls.awaitReady();
  }
}
