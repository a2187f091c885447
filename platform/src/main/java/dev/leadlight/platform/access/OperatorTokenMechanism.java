package dev.leadlight.platform.access;

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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;

/**
 * The embedded default of access: one operator token, sent as {@code Authorization: Bearer}, gives
 * all roles. Tokens are compared by their digests in constant time.
 */
@Singleton
public class OperatorTokenMechanism implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer ";

  private final Optional<byte[]> expected;

  OperatorTokenMechanism(AccessConfig config) {
    this.expected =
        config.token().filter(token -> !token.isBlank()).map(OperatorTokenMechanism::digest);
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().optional(Optional.empty());
    }
    byte[] sent = digest(header.substring(SCHEME.length()).strip());
    return expected.filter(token -> MessageDigest.isEqual(token, sent)).isPresent()
        ? Uni.createFrom().item(operator())
        : Uni.createFrom().failure(new AuthenticationFailedException());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }

  private static SecurityIdentity operator() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("operator"))
        .addRoles(Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN))
        .build();
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
