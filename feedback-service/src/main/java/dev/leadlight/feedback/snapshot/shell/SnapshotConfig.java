package dev.leadlight.feedback.snapshot.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long history is kept, and how it is given out. */
@ConfigMapping(prefix = "leadlight.feedback.snapshots")
public interface SnapshotConfig {

  /** How long snapshots are kept, by whole months; for ever without it. */
  Optional<@DurationMin(days = 1) Duration> keep();

  /** How long orders are kept, by whole months; for ever without it. Figures need them. */
  Optional<@DurationMin(days = 1) Duration> keepConversions();

  /** How long after its moment a snapshot may be told without being suspected. */
  @WithDefault("PT10M")
  Duration tolerance();

  /** Exports at once, in one replica; each holds a connection to PostgreSQL. */
  @WithDefault("2")
  @Min(1)
  int exportsAtOnce();
}
