package dev.leadlight.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerRecipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final AtomicBoolean stuck = new AtomicBoolean();
  private final Supervisor supervisor =
      new Supervisor(said::add, () -> stuck.set(false), Duration.ofMillis(20));

  private ManagedServer server;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = new ManagedServer(new Sleeper(Ports.free(), stuck), directory, directory);
    server.start();
    supervisor.watch(server);
  }

  @AfterEach
  void end() {
    supervisor.end();
    server.stop();
  }

  @Test
  void startsAgainWhatSaysThatItCannotGoOn() throws InterruptedException {
    stuck.set(true);

    assertThat(nextLine()).isEqualTo("sleeper says that it cannot go on; ending it.");
    assertThat(nextLine()).startsWith("sleeper ended");
    assertThat(nextLine()).startsWith("sleeper is back");
    assertThat(server.isAlive()).isTrue();
  }

  @Test
  void startsAgainWhatDiesASecondTimeToo() throws InterruptedException {
    for (int times = 0; times < 2; times++) {
      server.kill();

      assertThat(nextLine()).isEqualTo("sleeper ended (exit code 137); restarting it.");
      assertThat(nextLine()).startsWith("sleeper is back");
    }
  }

  private String nextLine() throws InterruptedException {
    return String.valueOf(said.poll(30, TimeUnit.SECONDS));
  }

  private record Sleeper(int port, AtomicBoolean stuck) implements ServerRecipe {
    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public List<String> command() {
      return List.of("sleep", "1000");
    }

    @Override
    public boolean isHealthy() {
      return true;
    }

    @Override
    public boolean isBeyondHelp() {
      return stuck.get();
    }
  }
}
