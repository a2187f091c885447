package dev.leadlight.ingest.imports.shell;

import dev.leadlight.platform.access.Roles;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Somebody who may look on and no more, whom the embedded access does not know. */
@Singleton
public class ViewerToken implements HttpAuthenticationMechanism {

  static final String TOKEN = "viewer-of-the-tests";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String sent = context.request().getHeader("Authorization");
    return Uni.createFrom()
        .optional(
            Optional.ofNullable(sent).filter(("Bearer " + TOKEN)::equals).map(by -> viewer()));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().nullItem();
  }

  /** In front of the operator's, which refuses tokens that are not its own. */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1;
  }

  private static SecurityIdentity viewer() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("viewer"))
        .addRole(Roles.VIEWER)
        .build();
  }
}
