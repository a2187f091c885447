package dev.leadlight.feedback.access.shell;

import static dev.leadlight.feedback.Api.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.leadlight.feedback.Issuer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People whom an OpenID Connect provider vouches for, beside tokens of our own. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class IdentityProviderTest {

  private static final String OUTCOMES = "/v1/outcomes";
  private static final String TOKENS = "/v1/tokens";

  private Issuer issuer;

  @Test
  void aRoleOfTheProvidersOpensWhatItMeansHereAndNoMore() {
    String viewer = issuer.signed(issuer.claims("vera", "viewer", "cashier"));
    get(viewer, OUTCOMES).statusCode(200);
    get(viewer, TOKENS).statusCode(403).contentType("application/problem+json");
    tell(viewer).statusCode(403);

    String operator = issuer.signed(issuer.claims("olaf", "shop-floor"));
    get(operator, OUTCOMES).statusCode(200);
    tell(operator).statusCode(422);
    get(operator, TOKENS).statusCode(403);

    get(issuer.signed(issuer.claims("ada", "admin")), TOKENS).statusCode(200);
  }

  @Test
  void tokensOfOurOwnWorkOn() {
    operator().get(TOKENS).then().statusCode(200);
    String named =
        operator()
            .contentType("application/json")
            .body(Map.of("name", "beside", "role", "viewer"))
            .post(TOKENS)
            .then()
            .extract()
            .path("token");
    get(named, OUTCOMES).statusCode(200);
    get(named, TOKENS).statusCode(403);
  }

  @Test
  void whoHasNoRoleHereIsKnownButMayNothing() {
    get(issuer.signed(issuer.claims("nils", "cashier")), OUTCOMES).statusCode(403);
    get(issuer.signed(issuer.claims("nils")), OUTCOMES).statusCode(403);
  }

  @Test
  void refusesWhatItsProviderDidNotSignForUsAndForNow() {
    refused(issuer.signed(admin().expiresAt(1_600_000_000L)));
    refused(issuer.signed(admin().audience("another-program")));
    refused(issuer.signed(admin().issuer("https://elsewhere.example")));
    refused(issuer.forged(admin()));
    String good = issuer.signed(admin());
    refused(good.substring(0, good.lastIndexOf('.') + 1));
    refused("eyJhbGciOiJub25lIn0.e30.");
    refused("opaque");
  }

  @Test
  void theProviderIsNotAskedAgainForEachRequest() {
    get(issuer.signed(issuer.claims("vera", "viewer")), OUTCOMES).statusCode(200);
    int asked = issuer.requests();

    for (int person = 0; person < 20; person++) {
      get(issuer.signed(issuer.claims("vera-" + person, "viewer")), OUTCOMES).statusCode(200);
    }

    assertThat(issuer.requests()).isEqualTo(asked);
  }

  @Test
  void whatTheyChangeIsWrittenDown() {
    String person = "ada-" + UUID.randomUUID();
    String token = issuer.signed(issuer.claims(person, "admin"));
    given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(Map.of("name", "of " + person, "role", "viewer"))
        .post(TOKENS)
        .then()
        .statusCode(201)
        .body("details.createdBy", is(person));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                operator()
                    .get("/v1/audit?who=" + person)
                    .then()
                    .body("entries.path", contains(TOKENS)));
  }

  private JwtClaimsBuilder admin() {
    return issuer.claims("eve", "admin");
  }

  private static void refused(String token) {
    get(token, OUTCOMES).statusCode(401).contentType("application/problem+json");
  }

  private static ValidatableResponse tell(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body("{}")
        .post(OUTCOMES)
        .then();
  }

  private static ValidatableResponse get(String token, String path) {
    return given().header("Authorization", "Bearer " + token).get(path).then();
  }
}
