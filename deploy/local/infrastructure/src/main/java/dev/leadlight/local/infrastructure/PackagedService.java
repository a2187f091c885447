package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service of ours as its build packages it, in a JVM of its own. */
public interface PackagedService extends ServerRecipe {

  /** The {@code quarkus-run.jar} that the build has made. */
  Path program();

  /** What it mostly does, for which its JVM is set up. */
  ServiceJvm.Work work();

  /** What it is told by its environment, besides what any such JVM is told. */
  Map<String, String> variables();

  @Override
  default void prepare() throws IOException {
    if (!Files.exists(program())) {
      throw new ServerStartException(
          name() + " is not built: " + program() + " is missing; run mvn package first.");
    }
  }

  @Override
  default List<String> command() {
    return ServiceJvm.commandOf(work(), program());
  }

  @Override
  default Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ServiceJvm.environment());
    environment.putAll(variables());
    return environment;
  }

  @Override
  default boolean isHealthy() throws IOException, InterruptedException {
    return ServiceHealth.status(port(), "ready") == 200;
  }
}
