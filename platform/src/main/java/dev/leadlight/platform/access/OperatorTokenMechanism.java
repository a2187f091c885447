package dev.leadlight.platform.access;

import dev.leadlight.contracts.access.AccessRole;
import dev.leadlight.contracts.access.AccessToken;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * The embedded default of access: tokens, sent as {@code Authorization: Bearer}. The installation's
 * own gives all roles; named ones give theirs. Tokens are looked up by their digests. What is no
 * token of ours is left to the identity provider, if there is one.
 */
@Singleton
public class OperatorTokenMechanism implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer ";

  private final Optional<KeyDigest> installation;
  private final AccessTokens tokens;
  private final Auditor auditor;

  /** Immutable, so that it can be everybody's who has the installation's token. */
  private final SecurityIdentity operator = identity("operator", AccessRole.ADMIN);

  OperatorTokenMechanism(AccessConfig config, AccessTokens tokens, Auditor auditor) {
    this.installation = config.token().filter(token -> !token.isBlank()).map(KeyDigest::of);
    this.tokens = tokens;
    this.auditor = auditor;
  }

  /** Before the identity provider, which refuses what it can't read. */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 100;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    String sent = header.substring(SCHEME.length()).strip();
    if (installation.filter(KeyDigest.of(sent)::equals).isPresent()) {
      return known(context, operator);
    }
    return sent.startsWith(AccessToken.PREFIX) ? named(context, sent) : Uni.createFrom().nullItem();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }

  private Uni<SecurityIdentity> named(RoutingContext context, String sent) {
    Optional<AccessToken> token = tokens.sent(sent);
    if (token.isEmpty() && !tokens.isComplete()) {
      return Uni.createFrom()
          .failure(
              new ProblemException(
                  ProblemType.UNAVAILABLE, "Tokens are still being read; send this again."));
    }
    return token
        .filter(known -> known.isValidAt(Instant.now()))
        .map(known -> known(context, identity(known.name(), known.role())))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  private Uni<SecurityIdentity> known(RoutingContext context, SecurityIdentity who) {
    auditor.watch(context, who.getPrincipal().getName());
    return Uni.createFrom().item(who);
  }

  private static SecurityIdentity identity(String name, AccessRole role) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addRoles(Roles.upTo(role))
        .build();
  }
}
