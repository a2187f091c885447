package dev.leadlight.routing.secret.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What references to secrets may point to, and the keys of those in our own database. */
@ConfigMapping(prefix = "leadlight.routing.secret")
interface SecretConfig {

  /** How variables begin that a destination may refer to; the service has others of its own. */
  @WithDefault("LEADLIGHT_SECRET_")
  String envPrefix();

  /** Directories, such as mounted secrets of Kubernetes, whose files a destination may refer to. */
  @WithDefault("/etc/leadlight/secrets")
  List<Path> directories();

  /**
   * Keys by id, each the base64 of 32 random bytes, for secrets that lie in our own database;
   * without any, none can.
   */
  Map<String, String> keys();

  /** Which of the keys seals; needed when there are several. The others still open. */
  Optional<String> activeKey();
}
