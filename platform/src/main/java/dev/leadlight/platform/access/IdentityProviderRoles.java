package dev.leadlight.platform.access;

import dev.leadlight.contracts.access.AccessRole;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives somebody whom an OpenID Connect provider vouches for the role that the provider's own mean
 * here, and no other; and has their changes written down like those of a token's bearer. Only such
 * identities come by here: those of our own tokens are made whole by {@link
 * OperatorTokenMechanism}.
 */
@ApplicationScoped
public class IdentityProviderRoles implements SecurityIdentityAugmentor {

  private final IdentityProviderConfig config;
  private final Auditor auditor;

  IdentityProviderRoles(IdentityProviderConfig config, Auditor auditor) {
    this.config = config;
    this.auditor = auditor;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return Uni.createFrom().item(identity.isAnonymous() ? identity : known(identity));
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(attributes);
    if (routing != null && !identity.isAnonymous()) {
      auditor.watch(routing, identity.getPrincipal().getName());
    }
    return augment(identity, context);
  }

  private SecurityIdentity known(SecurityIdentity identity) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(identity.getPrincipal())
        .addCredentials(identity.getCredentials())
        .addAttributes(identity.getAttributes())
        .addRoles(granted(identity.getRoles()).map(Roles::upTo).orElse(Set.of()))
        .build();
  }

  private Optional<AccessRole> granted(Set<String> provided) {
    return Arrays.stream(AccessRole.values())
        .filter(role -> names(role).stream().anyMatch(provided::contains))
        .max(AccessRole::compareTo);
  }

  private List<String> names(AccessRole role) {
    return switch (role) {
      case VIEWER -> config.viewer();
      case OPERATOR -> config.operator();
      case ADMIN -> config.admin();
    };
  }
}
