package dev.leadlight.routing.secret.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;

/** What references to secrets may point to. */
@ConfigMapping(prefix = "leadlight.routing.secret")
interface SecretConfig {

  /** How variables begin that a destination may refer to; the service has others of its own. */
  @WithDefault("LEADLIGHT_SECRET_")
  String envPrefix();

  /** Directories, such as mounted secrets of Kubernetes, whose files a destination may refer to. */
  @WithDefault("/etc/leadlight/secrets")
  List<Path> directories();
}
