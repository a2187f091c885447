package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * One infrastructure for all tests of a JVM, in a temporary directory that goes with it. Servers
 * that nobody asked for yet are not started.
 */
public final class SharedInfrastructure {
  private static @Nullable Infrastructure running;

  private SharedInfrastructure() {}

  /** The infrastructure, with at least these servers running. */
  public static synchronized Infrastructure with(Collection<ServerKind> wanted) {
    Infrastructure infrastructure = running;
    if (infrastructure == null) {
      infrastructure = startInTemporaryDirectory();
      running = infrastructure;
    }
    infrastructure.startMissing(EnumSet.copyOf(wanted));
    return infrastructure;
  }

  private static Infrastructure startInTemporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("leadlight-test-");
      InfrastructureSettings settings =
          InfrastructureSettings.in(directory, directory.resolve("output"))
              .notDurable()
              .withServers(EnumSet.noneOf(ServerKind.class));
      Infrastructure infrastructure = Infrastructure.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(infrastructure, directory)));
      return infrastructure;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void end(Infrastructure infrastructure, Path directory) {
    infrastructure.kill();
    TemporaryDirectory.delete(directory);
  }
}
