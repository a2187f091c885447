package dev.leadlight.routing.retention.shell;

import dev.leadlight.routing.delivery.DeliveryState;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long things are kept, counted from when they were planned. */
@ConfigMapping(prefix = "leadlight.routing.retention")
public interface RetentionConfig {

  /** What destinations have; cooldowns look back as far as this. */
  @WithDefault("90d")
  @DurationMin(days = 1)
  Duration delivered();

  /** What was given up and nobody has replayed. */
  @WithDefault("180d")
  @DurationMin(days = 1)
  Duration dead();

  /** What was not worth telling any more. */
  @WithDefault("30d")
  @DurationMin(days = 1)
  Duration expired();

  /** What a later change made pointless. */
  @WithDefault("30d")
  @DurationMin(days = 1)
  Duration superseded();

  /** What must not be sent. */
  @WithDefault("90d")
  @DurationMin(days = 1)
  Duration suppressed();

  /** Who had a lead, counted from its end; a lead that comes back later has no rep to keep. */
  @WithDefault("400d")
  @DurationMin(days = 1)
  Duration assignments();

  /** Tier changes that no delivery and no assignment needs; dry runs look back as far as this. */
  @WithDefault("180d")
  @DurationMin(days = 1)
  Duration tierChanges();

  /** Rows removed in one transaction. */
  @WithDefault("1000")
  @Min(1)
  @Max(100_000)
  int batch();

  /** How long deliveries in an ended state are kept. */
  default Duration of(DeliveryState ended) {
    return switch (ended) {
      case DELIVERED -> delivered();
      case DEAD -> dead();
      case EXPIRED -> expired();
      case SUPERSEDED -> superseded();
      case SUPPRESSED -> suppressed();
      case PENDING -> throw new IllegalArgumentException("what waits is never removed");
    };
  }
}
