package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server as a child process: stopped → starting → healthy → (stopped | died), and round again.
 *
 * <p>Guarantees: {@link #start} returns when the server answers, or throws one sentence and leaves
 * nothing running; the process id is the server's own, so killing it kills the server; output goes
 * to a log file of bounded size; the child ends when this JVM does, however that ends; what a
 * killed predecessor left running over the same directory is ended first.
 */
public final class ManagedServer implements AutoCloseable {
  private static final long LOG_LIMIT_BYTES = 10L * 1024 * 1024;
  private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(10);
  private static final long PROBE_PAUSE_MILLIS = 50;

  /**
   * Replaces itself by the server, after leaving a sentry behind: its standard input is a pipe from
   * the parent, which ends with the parent, and then the sentry asks the server to stop. A session
   * of its own keeps the terminal's Ctrl-C from the server: its end has its turn and order.
   */
  private static final String LAUNCH =
      """
      exec 3<&0 </dev/null
      { cat <&3 >/dev/null; kill -%s $$; } >/dev/null 2>&1 &
      exec 3<&-
      if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
      exec "$@"
      """;

  private final ServerRecipe recipe;
  private final PidFile pidFile;
  private final RollingLog log;
  private volatile @Nullable Process process;

  /** Set by a stop, so that one that comes during a start need not wait for the healthy answer. */
  private volatile boolean endWanted;

  /**
   * A server that is not started yet.
   *
   * @param directory where the server's process id is kept
   * @param logs where its output goes, as {@code <name>.log}
   */
  public ManagedServer(ServerRecipe recipe, Path directory, Path logs) {
    this.recipe = recipe;
    this.pidFile = new PidFile(directory.resolve(recipe.name() + ".pid"));
    this.log = new RollingLog(logs.resolve(recipe.name() + ".log"), LOG_LIMIT_BYTES);
  }

  public String name() {
    return recipe.name();
  }

  public int port() {
    return recipe.port();
  }

  /**
   * Starts the server and waits for its first healthy answer; does nothing when it runs.
   *
   * @throws ServerStartException when it cannot be started
   */
  public synchronized void start() {
    if (isAlive()) {
      return;
    }
    endWanted = false;
    try {
      pidFile.endLeftover(LEFTOVER_PATIENCE);
      Ports.requireFree(recipe.port(), recipe.name());
      recipe.prepare();
      startAndWait(recipe.startRetries());
    } catch (IOException fault) {
      throw new ServerStartException(
          name() + " could not be started: " + fault.getMessage() + ".", fault);
    }
  }

  /** Asks the server to end, waits, kills it when it takes too long. */
  public void stop() {
    endWanted = true;
    endInOrder();
  }

  private synchronized void endInOrder() {
    Process running = process;
    if (running != null && running.isAlive()) {
      signal(running);
      if (!endsWithin(running, recipe.stopTimeout())) {
        kill();
      }
    }
    forget();
  }

  /** Kills the process as {@code kill -9} does, and waits for its end. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      endsWithin(running, LEFTOVER_PATIENCE);
    }
  }

  /** Makes the process stand still as a stalled machine does: connections stay, nothing answers. */
  public void freeze() {
    send("STOP");
  }

  /** Lets a frozen process go on. */
  public void thaw() {
    send("CONT");
  }

  private void send(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    } catch (IOException noSuchProgram) {
      throw new UncheckedIOException(noSuchProgram);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the server in order and starts it again on the same port with the same data. */
  public void restart() {
    stop();
    start();
  }

  public boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** Whether the server runs and answers. */
  public boolean isHealthy() {
    try {
      return isAlive() && recipe.isHealthy();
    } catch (Exception silent) {
      return false;
    }
  }

  /** Whether the server runs but has said that only a restart can help it. */
  public boolean isBeyondHelp() {
    try {
      return isAlive() && recipe.isBeyondHelp();
    } catch (Exception silent) {
      return false;
    }
  }

  /**
   * Id of the server's process, or of the last one it had.
   *
   * @throws IllegalStateException before the first start
   */
  public long pid() {
    return started().pid();
  }

  /** Completes when the process that runs now ends, for whatever reason. */
  public CompletableFuture<Process> onExit() {
    return started().onExit();
  }

  @Override
  public void close() {
    stop();
  }

  private void startAndWait(int retries) throws IOException {
    long deadline = System.nanoTime() + recipe.startTimeout().toNanos();
    Process child = spawn();
    int left = retries;
    while (!isHealthy()) {
      if (!child.isAlive()) {
        if (left-- == 0) {
          throw failure("ended with exit code " + child.exitValue());
        }
        pause(500);
        child = spawn();
      } else if (endWanted) {
        throw failure("was stopped before it answered");
      } else if (System.nanoTime() > deadline) {
        throw failure("gave no healthy answer within " + recipe.startTimeout().toSeconds() + " s");
      }
      pause(PROBE_PAUSE_MILLIS);
    }
  }

  private Process spawn() throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", LAUNCH.formatted(recipe.stopSignal()), name()));
    command.addAll(recipe.command());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(recipe.environment());
    Process child = builder.start();
    process = child;
    pidFile.write(child.toHandle());
    Thread copier = new Thread(() -> copyOutput(child.getInputStream()), name() + "-log");
    copier.setDaemon(true);
    copier.start();
    return child;
  }

  private void copyOutput(InputStream output) {
    try (output) {
      log.copyFrom(output);
    } catch (IOException fault) {
      System.err.println("The log of " + name() + " is no longer written: " + fault.getMessage());
    }
  }

  private ServerStartException failure(String what) {
    kill();
    forget();
    return new ServerStartException(
        "%s %s; its log is %s and ends with:%n%s".formatted(name(), what, log.file(), log.tail(8)));
  }

  private void signal(Process running) {
    try {
      String command = "kill -" + recipe.stopSignal() + " " + running.pid();
      new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
    } catch (IOException unable) {
      running.destroy();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    try {
      pidFile.delete();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Process started() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name() + " was not started yet");
    }
    return running;
  }

  private static boolean endsWithin(Process running, Duration patience) {
    try {
      return running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServerStartException("The start was interrupted.", interrupted);
    }
  }
}
