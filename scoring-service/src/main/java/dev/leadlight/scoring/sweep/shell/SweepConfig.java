package dev.leadlight.scoring.sweep.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How leads are gone through after a card was published. */
@ConfigMapping(prefix = "leadlight.scoring.sweep")
public interface SweepConfig {
  /** Most leads a second in one replica. */
  @WithDefault("25000")
  @Min(1)
  int leadsPerSecond();

  /** Leads looked at in one go, roughly. */
  @WithDefault("100")
  @Min(1)
  @Max(10000)
  int page();

  /** When a part that a replica has not gone on with may be taken by another one. */
  @WithDefault("15s")
  Duration lease();

  /** From the publication to the beginning: by then every replica has the card in force. */
  @WithDefault("3s")
  Duration delay();
}
