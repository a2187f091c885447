package dev.leadlight.local.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

  @Test
  void aKilledParentTakesItsServersAlong(@TempDir Path directory) throws Exception {
    // Given
    Process parent = startParent(directory);
    ProcessHandle server = serverOf(parent);

    // When
    parent.destroyForcibly().waitFor();

    // Then
    server.onExit().get(30, TimeUnit.SECONDS);
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void theNextStartDoesNotWaitForAnybodyToTidyUp(@TempDir Path directory) throws Exception {
    Process parent = startParent(directory);
    serverOf(parent);

    parent.destroyForcibly().waitFor();

    InfrastructureSettings settings =
        InfrastructureSettings.in(directory, directory).withServers(Set.of(ServerKind.REDIS));
    try (Infrastructure next = Infrastructure.start(settings)) {
      assertThat(next.server(ServerKind.REDIS).isHealthy()).isTrue();
    }
  }

  private static Process startParent(Path directory) throws IOException {
    return new ProcessBuilder(
            JavaProgram.executable(),
            "-cp",
            JavaProgram.classPath(),
            ParentProgram.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProcessHandle serverOf(Process parent) throws IOException {
    try (BufferedReader output = parent.inputReader(UTF_8)) {
      return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }
  }
}
