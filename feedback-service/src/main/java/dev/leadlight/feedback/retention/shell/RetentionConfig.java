package dev.leadlight.feedback.retention.shell;

import dev.leadlight.feedback.retention.Kept;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long which kind of data is kept; docs/privacy.md says what is in it. */
@ConfigMapping(prefix = "leadlight.feedback.keep")
public interface RetentionConfig {

  /** Vendors' messages as they were sent. */
  @WithDefault("P30D")
  Duration rawLabels();

  /** What had to be fetched, done or not. */
  @WithDefault("P30D")
  Duration errands();

  /** Labels whose lead has never shown up. */
  @WithDefault("P180D")
  Duration waitingLabels();

  /** What came of leads. */
  @WithDefault("P1095D")
  Duration outcomes();

  /** Moves between tiers; key figures of the time before can't be told any more. */
  @WithDefault("P1095D")
  Duration tierChanges();

  /** How telling somebody about a lead ended. */
  @WithDefault("P1095D")
  Duration deliveries();

  /** Keys of identities, from when they were last seen at a lead. */
  @WithDefault("P1095D")
  Duration identities();

  /** All of them. */
  default Map<Kept, Duration> all() {
    Map<Kept, Duration> all = new EnumMap<>(Kept.class);
    for (Kept kept : Kept.values()) {
      all.put(
          kept,
          switch (kept) {
            case RAW_LABELS -> rawLabels();
            case ERRANDS -> errands();
            case WAITING_LABELS -> waitingLabels();
            case OUTCOMES -> outcomes();
            case TIER_CHANGES -> tierChanges();
            case DELIVERIES -> deliveries();
            case IDENTITIES -> identities();
          });
    }
    return all;
  }
}
