package dev.leadlight.feedback.outcome.shell;

import dev.leadlight.contracts.identity.IdentityKeys;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** How identities become keys; the same in all services of an installation. */
@ConfigMapping(prefix = "leadlight.identity")
public interface OutcomeConfig {

  /** The installation's identity secret, at least 16 bytes. */
  String secret();

  /** Makes the keys at the start, so that a missing or short secret stops the service early. */
  @ApplicationScoped
  class Keys {
    @Produces
    IdentityKeys keys(OutcomeConfig config) {
      return IdentityKeys.of(config.secret());
    }
  }
}
