package dev.leadlight.platform.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Access to administrative routes. */
@ConfigMapping(prefix = "leadlight.operator")
public interface AccessConfig {
  /**
   * The installation's Bearer token, which gives all roles. Without one, only named tokens and
   * accounts of an identity provider do.
   */
  Optional<String> token();
}
