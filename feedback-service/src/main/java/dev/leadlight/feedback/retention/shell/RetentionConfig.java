package dev.leadlight.feedback.retention.shell;

import dev.leadlight.feedback.retention.Kept;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long which kind of data is kept; docs/privacy.md says what is in it. */
@ConfigMapping(prefix = "leadlight.feedback.keep")
public interface RetentionConfig {

  /** Vendors' messages as they were sent. */
  @WithDefault("P30D")
  @DurationMin(days = 1)
  Duration rawLabels();

  /** What had to be fetched, done or not. */
  @WithDefault("P30D")
  @DurationMin(days = 1)
  Duration errands();

  /** Labels whose lead has never shown up. */
  @WithDefault("P180D")
  @DurationMin(days = 1)
  Duration waitingLabels();

  /** What came of leads. */
  @WithDefault("P1095D")
  @DurationMin(days = 1)
  Duration outcomes();

  /** Moves between tiers; key figures of the time before can't be told any more. */
  @WithDefault("P1095D")
  @DurationMin(days = 1)
  Duration tierChanges();

  /** What leads did in stores. */
  @WithDefault("P1095D")
  @DurationMin(days = 1)
  Duration storeSignals();

  /** How many people sensors counted in stores. */
  @WithDefault("P1095D")
  @DurationMin(days = 1)
  Duration footfall();

  /** How telling somebody about a lead ended. */
  @WithDefault("P1095D")
  @DurationMin(days = 1)
  Duration deliveries();

  /** Keys of identities, from when they were last seen at a lead. */
  @WithDefault("P1095D")
  @DurationMin(days = 1)
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
            case STORE_SIGNALS -> storeSignals();
            case FOOTFALL -> footfall();
            case DELIVERIES -> deliveries();
            case IDENTITIES -> identities();
          });
    }
    return all;
  }
}
