package dev.leadlight.scoring;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what has to come true: looked for at once and often, and given up late. */
public final class Soon {

  private Soon() {}

  /** Begins to say what. */
  public static ConditionFactory soon() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20));
  }
}
