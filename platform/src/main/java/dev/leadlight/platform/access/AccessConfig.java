package dev.leadlight.platform.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Access to administrative routes. */
@ConfigMapping(prefix = "leadlight.operator")
public interface AccessConfig {
  /** The operator's Bearer token. Without one, every administrative call is refused. */
  Optional<String> token();
}
