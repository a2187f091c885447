package dev.leadlight.routing.digest.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How digests are put together. */
@ConfigMapping(prefix = "leadlight.routing.digest")
interface DigestConfig {

  /** How long after its time a digest waits for what is just being planned. */
  @WithDefault("5s")
  Duration settle();

  /** Most leads of a mail; more go into a further one. */
  @WithDefault("100")
  @Min(1)
  @Max(1000)
  int leadsPerMail();
}
