package dev.leadlight.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What the roles of an OpenID Connect provider mean here; where it is, quarkus.oidc.* says. */
@ConfigMapping(prefix = "leadlight.oidc.roles")
public interface IdentityProviderConfig {

  /** The provider's names of those who may read. */
  @WithDefault("viewer")
  List<String> viewer();

  /** The provider's names of those who do daily work. */
  @WithDefault("operator")
  List<String> operator();

  /** The provider's names of those who may do everything. */
  @WithDefault("admin")
  List<String> admin();
}
