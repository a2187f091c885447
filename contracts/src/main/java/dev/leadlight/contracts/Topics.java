package dev.leadlight.contracts;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every topic of the suite. Values are JSON; schemas and examples are on the AsyncAPI page. */
public final class Topics {

  public static final String INGEST = "ingest-service";
  public static final String SCORING = "scoring-service";
  public static final String ROUTING = "routing-service";
  public static final String FEEDBACK = "feedback-service";

  private static final String ERASURE_KEY =
      "request:<lead id>:<erasure id> or receipt:<lead id>:<erasure id>:<service>";
  private static final int BUSY = 6;
  private static final int CALM = 3;

  /** {@code ShopperEvent}; also the history that back-tests and rebuilds read. */
  public static final Topic EVENTS =
      new Topic("leadlight.events.v1", "key of the strongest identity", BUSY, days(90), false);

  /** {@code RejectedEvent}: what an authenticated source sent and we could not take. */
  public static final Topic EVENTS_REJECTED =
      new Topic("leadlight.events.rejected.v1", "source", CALM, days(14), false);

  /** {@code ShopperEvent}s of nobody: what sensors counted in stores. */
  public static final Topic FOOTFALL =
      new Topic("leadlight.footfall.v1", "source", CALM, days(90), false);

  /** {@code TierChange}. */
  public static final Topic TIER_CHANGES =
      new Topic("leadlight.tier-changes.v1", "lead id", CALM, days(30), false);

  /** {@code FeatureSnapshot}. */
  public static final Topic SNAPSHOTS =
      new Topic("leadlight.snapshots.v1", "lead id", CALM, days(30), false);

  /** {@code Conversion}. */
  public static final Topic CONVERSIONS =
      new Topic("leadlight.conversions.v1", "lead id", CALM, days(90), false);

  /** {@code StoreSignal}. */
  public static final Topic STORE_SIGNALS =
      new Topic("leadlight.store-signals.v1", "lead id", CALM, days(30), false);

  /** {@code Outcome}. */
  public static final Topic OUTCOMES =
      new Topic("leadlight.outcomes.v1", "lead id", CALM, days(90), false);

  /** {@code DeliveryConcluded}. */
  public static final Topic DELIVERIES =
      new Topic("leadlight.deliveries.v1", "lead id", CALM, days(30), false);

  /**
   * Scorecard documents, and what goes with them: {@code PredictiveModel}s, {@code Experiment}s, a
   * draft for the shadow, {@code RfmBoundaries}; one partition, so that "the last one published"
   * means something.
   */
  public static final Topic SCORECARDS =
      new Topic(
          "leadlight.scorecards.v1",
          "scorecard id, model:<id>, experiment:<id>, shadow:draft or rfm:boundaries",
          1,
          days(3650),
          true);

  /** {@code ErasureRequest} and {@code ErasureReceipt}. */
  public static final Topic ERASURES =
      new Topic("leadlight.erasures.v1", ERASURE_KEY, 1, days(3650), true);

  /** {@code ImportState} and {@code SavedMapping}; one partition, read whole by every replica. */
  public static final Topic IMPORTS =
      new Topic("leadlight.imports.v1", "import:<id> or mapping:<name>", 1, days(3650), true);

  /** {@code AccessToken}; one partition, read whole by every replica of every service. */
  public static final Topic ACCESS_TOKENS =
      new Topic("leadlight.access-tokens.v1", "token id", 1, days(3650), true);

  /** {@code AuditEntry}. */
  public static final Topic AUDIT =
      new Topic("leadlight.audit.v1", "service", CALM, days(90), false);

  /** All topics that have to exist before the services start, dead letters included. */
  public static List<Topic> all() {
    return Stream.of(
            EVENTS,
            EVENTS_REJECTED,
            FOOTFALL,
            TIER_CHANGES,
            SNAPSHOTS,
            CONVERSIONS,
            STORE_SIGNALS,
            OUTCOMES,
            DELIVERIES,
            SCORECARDS,
            ERASURES,
            IMPORTS,
            ACCESS_TOKENS,
            AUDIT,
            EVENTS.deadLetters(SCORING),
            SCORECARDS.deadLetters(SCORING),
            ERASURES.deadLetters(SCORING),
            ERASURES.deadLetters(ROUTING),
            ERASURES.deadLetters(FEEDBACK),
            TIER_CHANGES.deadLetters(ROUTING),
            FOOTFALL.deadLetters(FEEDBACK),
            TIER_CHANGES.deadLetters(FEEDBACK),
            SNAPSHOTS.deadLetters(FEEDBACK),
            CONVERSIONS.deadLetters(FEEDBACK),
            STORE_SIGNALS.deadLetters(FEEDBACK),
            OUTCOMES.deadLetters(ROUTING),
            OUTCOMES.deadLetters(FEEDBACK),
            DELIVERIES.deadLetters(FEEDBACK),
            AUDIT.deadLetters(FEEDBACK))
        .toList();
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }

  private Topics() {}
}
