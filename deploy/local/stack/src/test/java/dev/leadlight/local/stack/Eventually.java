package dev.leadlight.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Patience with what other processes are still at. */
final class Eventually {
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private Eventually() {}

  /** Waits for a claim to become true; the assertion that follows tells what is missing if not. */
  static void eventually(Callable<Boolean> claim) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!claim.call() && Instant.now().isBefore(end)) {
      Thread.sleep(300);
    }
  }
}
