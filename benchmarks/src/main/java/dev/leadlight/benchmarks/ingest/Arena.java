package dev.leadlight.benchmarks.ingest;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Kafka, ingest-service and its limit program, each a process of its own, on one machine. */
final class Arena implements AutoCloseable {

  private final Infrastructure infrastructure;
  private final ManagedServer ingest;
  private final ManagedServer limit;

  private Arena(Infrastructure infrastructure, ManagedServer ingest, ManagedServer limit) {
    this.infrastructure = infrastructure;
    this.ingest = ingest;
    this.limit = limit;
  }

  /**
   * Starts all of them.
   *
   * @param program ingest-service's {@code quarkus-run.jar}
   * @param directory for their data and logs
   * @param jvmOptions further options of ingest-service's JVM
   */
  static Arena open(Path program, Path directory, String jvmOptions) {
    Path logs = directory.resolve("logs");
    Infrastructure infrastructure =
        Infrastructure.start(
            InfrastructureSettings.in(directory, logs)
                .withServers(Set.of(ServerKind.KAFKA))
                .notDurable());
    String kafka = infrastructure.kafkaBootstrapServers();
    Path settings = directory.resolve("ingest-service.properties");
    Arena arena =
        new Arena(
            infrastructure,
            new ManagedServer(
                new IngestRecipe(Ports.free(), program, settings, kafka, jvmOptions),
                directory,
                logs),
            new ManagedServer(new LimitRecipe(Ports.free(), kafka), directory, logs));
    try {
      arena.ingest.start();
      arena.limit.start();
      return arena;
    } catch (RuntimeException fault) {
      arena.close();
      throw fault;
    }
  }

  /** ingest-service first, then what it is compared with. */
  List<Contestant> contestants(IngestLoad load) {
    return load.isBatch()
        ? List.of(
            new Contestant("ingest-service", ingest, "/v1/batch"),
            new Contestant("limit: the batch as one record", limit, "/v1/batch"),
            new Contestant("limit: a record a message", limit, LimitProgram.SPLIT))
        : List.of(
            new Contestant("ingest-service", ingest, "/v1/track"),
            new Contestant("limit", limit, "/v1/track"));
  }

  ManagedServer ingest() {
    return ingest;
  }

  ManagedServer limit() {
    return limit;
  }

  ManagedServer kafka() {
    return infrastructure.server(ServerKind.KAFKA);
  }

  @Override
  public void close() {
    ingest.stop();
    limit.stop();
    infrastructure.close();
  }
}
