package dev.leadlight.feedback;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** A small OpenID Connect provider: it tells where its keys are, and signs access tokens. */
public final class Issuer {

  private static final String KEY_ID = "key-1";

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final KeyPair keys = keyPair();

  Map<String, String> start() {
    server.start();
    server.stubFor(
        get("/.well-known/openid-configuration")
            .willReturn(
                okJson(
                    """
                    {"issuer": "%1$s", "jwks_uri": "%1$s/keys"}
                    """
                        .formatted(url()))));
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    server.stubFor(
        get("/keys")
            .willReturn(
                okJson(
                    """
                    {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}
                    """
                        .formatted(
                            KEY_ID,
                            base64(key.getModulus().toByteArray()),
                            base64(key.getPublicExponent().toByteArray())))));
    return Map.of(
        "quarkus.oidc.tenant-enabled", "true",
        "quarkus.oidc.auth-server-url", url(),
        "quarkus.oidc.roles.role-claim-path", "realm/roles",
        "leadlight.oidc.roles.operator", "shop-floor,operator");
  }

  void stop() {
    server.stop();
  }

  /** What an access token says that is in order. */
  public JwtClaimsBuilder claims(String person, String... roles) {
    return Jwt.claims()
        .issuer(url())
        .audience("leadlight")
        .subject(person)
        .preferredUserName(person)
        .expiresIn(Duration.ofMinutes(5))
        .claim("realm", Map.of("roles", Set.of(roles)));
  }

  /** Signed by this provider. */
  public String signed(JwtClaimsBuilder claims) {
    return claims.jws().keyId(KEY_ID).sign(keys.getPrivate());
  }

  /** Signed by somebody who calls himself so. */
  public String forged(JwtClaimsBuilder claims) {
    return claims.jws().keyId(KEY_ID).sign(keyPair().getPrivate());
  }

  /** How often it was asked for anything, by whomever. */
  public int requests() {
    return server.getAllServeEvents().size();
  }

  private String url() {
    return server.baseUrl();
  }

  private static String base64(byte[] number) {
    int sign = number[0] == 0 ? 1 : 0;
    byte[] magnitude = Arrays.copyOfRange(number, sign, number.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }
}
