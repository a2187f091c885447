package dev.leadlight.local.infrastructure;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to start, and where it keeps its things.
 *
 * @param data directory of everything that has to be found again at the next start
 * @param logs directory of the servers' output
 * @param servers the servers wanted
 * @param durable whether PostgreSQL's commits survive a crash of the machine too
 * @param kafkaPort 0 for any free one; likewise the other ports
 */
public record InfrastructureSettings(
    Path data,
    Path logs,
    Set<ServerKind> servers,
    boolean durable,
    int kafkaPort,
    int redisPort,
    int postgresPort) {

  /** All three servers on free ports. */
  public static InfrastructureSettings in(Path data, Path logs) {
    return new InfrastructureSettings(data, logs, EnumSet.allOf(ServerKind.class), true, 0, 0, 0);
  }

  public InfrastructureSettings withServers(Set<ServerKind> wanted) {
    return new InfrastructureSettings(
        data, logs, wanted, durable, kafkaPort, redisPort, postgresPort);
  }

  /** For data that nobody will miss. */
  public InfrastructureSettings notDurable() {
    return new InfrastructureSettings(
        data, logs, servers, false, kafkaPort, redisPort, postgresPort);
  }

  public InfrastructureSettings withPorts(int kafka, int redis, int postgres) {
    return new InfrastructureSettings(data, logs, servers, durable, kafka, redis, postgres);
  }
}
