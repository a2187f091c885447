package dev.leadlight.benchmarks.scoring;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.ServerRecipe;
import dev.leadlight.local.infrastructure.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Kafka, Redis and scoring-service as it is packaged, each a process of its own, on one machine.
 *
 * @param scoring not started yet
 * @param directory for data and logs
 */
record ScoringArena(Infrastructure infrastructure, ManagedServer scoring, Path directory)
    implements AutoCloseable {

  /**
   * Starts Kafka and Redis.
   *
   * @param home root of the checkout
   * @param jvmOptions further options of scoring-service's JVM
   */
  static ScoringArena open(Path home, String jvmOptions) throws IOException {
    Path directory = Files.createTempDirectory("leadlight-scoring-benchmark");
    Infrastructure infrastructure =
        Infrastructure.start(
            InfrastructureSettings.in(directory, directory.resolve("logs"))
                .withServers(Set.of(ServerKind.KAFKA, ServerKind.REDIS))
                .notDurable());
    ScoringRecipe recipe =
        new ScoringRecipe(
            Ports.free(),
            program(home, "scoring-service"),
            infrastructure.kafkaBootstrapServers(),
            infrastructure.redisUrl(),
            jvmOptions);
    return new ScoringArena(
        infrastructure, new ManagedServer(recipe, directory, directory.resolve("logs")), directory);
  }

  /** A service as its build packages it. */
  static Path program(Path home, String service) {
    return home.toAbsolutePath()
        .normalize()
        .resolve(service + "/target/quarkus-app/quarkus-run.jar");
  }

  /** One more program beside these. */
  ManagedServer server(ServerRecipe recipe) {
    return new ManagedServer(recipe, directory, directory.resolve("logs"));
  }

  String kafka() {
    return infrastructure.kafkaBootstrapServers();
  }

  String redisUrl() {
    return infrastructure.redisUrl();
  }

  ManagedServer redis() {
    return infrastructure.server(ServerKind.REDIS);
  }

  ManagedServer broker() {
    return infrastructure.server(ServerKind.KAFKA);
  }

  @Override
  public void close() {
    scoring.stop();
    infrastructure.close();
    TemporaryDirectory.delete(directory);
  }
}
