package dev.leadlight.local.stack;

import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.ServerStartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Brings back each server that ends without having been asked to, and ends those that say three
 * times in a row that nothing else can help them.
 */
final class Supervisor {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int COMPLAINTS = 3;

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> watches = new ArrayList<>();
  private final Consumer<String> announce;
  private final Runnable changed;
  private final Duration betweenQuestions;

  /**
   * A supervisor that watches nobody yet.
   *
   * @param announce takes a line for people whenever something ended or came back
   * @param changed runs after each change of a process id
   * @param betweenQuestions how often each server is asked whether it can go on
   */
  Supervisor(Consumer<String> announce, Runnable changed, Duration betweenQuestions) {
    this.announce = announce;
    this.changed = changed;
    this.betweenQuestions = betweenQuestions;
  }

  /** Watches a running server until the end. */
  synchronized void watch(ManagedServer server) {
    Thread watch = new Thread(() -> keepAlive(server), server.name() + "-watch");
    watch.setDaemon(true);
    watches.add(watch);
    watch.start();
  }

  /** Lets servers end from now on; a restart under way is left to whoever stops the server. */
  void end() {
    end.countDown();
  }

  private void keepAlive(ManagedServer server) {
    try {
      while (!ended(Duration.ZERO)) {
        int exitCode = exitCode(server);
        if (!ended(Duration.ZERO)) {
          announce.accept(
              "%s ended (exit code %d); restarting it.".formatted(server.name(), exitCode));
          revive(server);
        }
      }
    } catch (InterruptedException | IllegalStateException overtakenByTheEnd) {
      return;
    }
  }

  private int exitCode(ManagedServer server) throws InterruptedException {
    CompletableFuture<Process> exit = server.onExit();
    int complaints = 0;
    while (!exit.isDone() && !ended(Duration.ZERO)) {
      complaints = server.isBeyondHelp() ? complaints + 1 : 0;
      if (complaints == COMPLAINTS) {
        announce.accept(server.name() + " says that it cannot go on; ending it.");
        server.stop();
      } else {
        waitFor(exit);
      }
    }
    return exit.join().exitValue();
  }

  private void waitFor(CompletableFuture<Process> exit) throws InterruptedException {
    try {
      exit.get(betweenQuestions.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillThere) {
      return;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void revive(ManagedServer server) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!ended(pause)) {
      try {
        long begin = System.nanoTime();
        server.start();
        changed.run();
        announce.accept(
            "%s is back after %.1f s (process %d)."
                .formatted(server.name(), (System.nanoTime() - begin) / 1e9, server.pid()));
        return;
      } catch (ServerStartException failed) {
        announce.accept(failed.getMessage());
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  private boolean ended(Duration wait) throws InterruptedException {
    return end.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }
}
