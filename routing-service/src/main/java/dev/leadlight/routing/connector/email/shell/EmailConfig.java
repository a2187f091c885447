package dev.leadlight.routing.connector.email.shell;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who gets e-mails; the server is set by quarkus.mailer.*. */
@ConfigMapping(prefix = "leadlight.routing.email")
interface EmailConfig {

  /** The rep's inbox. Without it no e-mail is planned. */
  Optional<String> to();

  /** The sender. */
  @WithDefault("leadlight@localhost")
  String from();
}
