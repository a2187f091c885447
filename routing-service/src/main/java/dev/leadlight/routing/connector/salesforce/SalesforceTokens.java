package dev.leadlight.routing.connector.salesforce;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.JsonObject;
import dev.leadlight.routing.connector.dialogue.Token;
import dev.leadlight.routing.connector.dialogue.TokenScheme;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.SettingsCheck;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Salesforce's tokens: OAuth 2.0 client credentials (RFC 6749, section 4.4), or a JWT that we sign
 * (RFC 7523). They don't say how long they live; a 401 tells.
 */
public final class SalesforceTokens implements TokenScheme {

  private static final String CLIENT_ID = "clientId";
  private static final String CLIENT_SECRET = "clientSecret";
  private static final String PRIVATE_KEY = "privateKey";
  private static final String USER = "username";
  private static final String AUDIENCE = "audience";
  private static final String PATH = "/services/oauth2/token";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** Salesforce takes three minutes at most. */
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Object credential;
  private final Function<Instant, Map<String, String>> form;

  private SalesforceTokens(Object credential, Function<Instant, Map<String, String>> form) {
    this.credential = credential;
    this.form = form;
  }

  /**
   * How the destination is let in: by its JWT if it has a key, else by its secret.
   *
   * @throws UnmappableException if the key can't be read
   */
  public static SalesforceTokens of(ReadyDestination destination) {
    String clientId = destination.settings().text(CLIENT_ID, "");
    return destination
        .optionalSecret(PRIVATE_KEY)
        .map(
            pem ->
                jwtBearer(
                    clientId,
                    destination.settings().text(USER, ""),
                    destination.settings().text(AUDIENCE, "https://login.salesforce.com"),
                    key(pem)))
        .orElseGet(() -> clientCredentials(clientId, destination.secret(CLIENT_SECRET)));
  }

  /** Asks about the settings that are for this. */
  static SettingsCheck check(SettingsCheck check, Set<String> secrets) {
    check.required(CLIENT_ID).optional(USER).url(AUDIENCE, false);
    if (!secrets.contains(PRIVATE_KEY)) {
      return check.secret(CLIENT_SECRET);
    }
    return check.optionalSecret(PRIVATE_KEY).required(USER);
  }

  /** Works on the organisation's own domain only. */
  public static SalesforceTokens clientCredentials(String clientId, String clientSecret) {
    Map<String, String> form =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", clientId,
            "client_secret", clientSecret);
    return new SalesforceTokens(clientSecret, now -> form);
  }

  /**
   * Signed by us, for a user who has been let in beforehand.
   *
   * @param audience {@code https://login.salesforce.com}, or {@code https://test.salesforce.com}
   */
  public static SalesforceTokens jwtBearer(
      String clientId, String user, String audience, PrivateKey key) {
    return new SalesforceTokens(
        key,
        now ->
            Map.of(
                "grant_type",
                JWT_BEARER,
                "assertion",
                assertion(clientId, user, audience, key, now)));
  }

  /**
   * Reads an RSA key in PEM, {@code -----BEGIN PRIVATE KEY-----} (PKCS #8).
   *
   * @throws UnmappableException if the text is no such key; the message does not show it
   */
  public static PrivateKey key(String pem) {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      throw new UnmappableException(
          "secrets." + PRIVATE_KEY, "expected an RSA key in PEM by PKCS #8");
    }
  }

  @Override
  public Object identity() {
    return credential.hashCode();
  }

  @Override
  public HttpCall request(Instant now) {
    return HttpCall.of(PATH, HttpMessage.form(Map.of(), new TreeMap<>(form.apply(now))));
  }

  @Override
  public Optional<Token> token(HttpExchange reply, Instant now) {
    return Optional.ofNullable(reply.json().text("access_token"))
        .filter(token -> reply.accepted())
        .map(token -> new Token(token, reply.json().text("instance_url"), null));
  }

  @Override
  public Outcome refusal(HttpExchange reply) {
    return reply.status() == 400 || reply.accepted()
        ? Outcome.refused(Reason.UNAUTHORIZED) // invalid_grant, invalid_client_id and the like
        : reply.answer().outcome();
  }

  @Override
  public boolean wantsAnother(HttpExchange reply) {
    return reply.status() == 401;
  }

  private static String assertion(
      String clientId, String user, String audience, PrivateKey key, Instant now) {
    String header = part(JsonObject.of("alg", "RS256"));
    String claims =
        part(
            JsonObject.of(
                "iss", clientId,
                "sub", user,
                "aud", audience,
                "exp", now.plus(ASSERTION_LIFE).getEpochSecond()));
    String signed = header + "." + claims;
    return signed + "." + signature(signed, key);
  }

  private static String part(Map<String, Object> json) {
    return BASE64.encodeToString(ContractJson.write(json));
  }

  private static String signature(String signed, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs by RSA", e);
    }
  }
}
