package dev.leadlight.scoring.answer.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;

/** Pages that may ask for their visitors' tiers: {@code leadlight.scoring.publishable-keys…}. */
@ConfigMapping(prefix = "leadlight.scoring.publishable-keys")
public interface PublishableKeyConfig {

  /** Settings by the name of a storefront. None by default: then every key is refused. */
  @WithParentName
  Map<String, Settings> byName();

  /** The keys of one storefront. */
  interface Settings {
    /** Its keys, several while they are rotated: plain, or {@code sha256:} and the digest. */
    List<String> keys();

    /** Origins of the pages that may ask, or {@code *} for any. */
    @WithDefault("*")
    List<String> allowedOrigins();
  }
}
