package dev.leadlight.local.infrastructure;

import java.nio.file.Path;
import java.util.Set;

/** A launcher to be killed: starts Redis over a directory, prints its process id, and waits. */
final class ParentProgram {
  private ParentProgram() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path directory = Path.of(arguments[0]);
    Infrastructure infrastructure =
        Infrastructure.start(
            InfrastructureSettings.in(directory, directory).withServers(Set.of(ServerKind.REDIS)));
    System.out.println(infrastructure.server(ServerKind.REDIS).pid());
    Thread.sleep(Long.MAX_VALUE);
  }
}
