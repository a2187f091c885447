package dev.leadlight.routing.connector.email.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.AssignedLeads;
import dev.leadlight.routing.Records;
import dev.leadlight.routing.link.shell.Links;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class LinkResourcesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject AssignedLeads leads;
  @Inject Links links;
  @Inject SuppressionStore suppressions;
  private GreenMail smtp;
  private final String rep = "eve-" + UUID.randomUUID();

  @AfterEach
  void eveLeaves() {
    admin().delete("/v1/reps/{id}", rep);
  }

  @Test
  void repAcknowledgesByTheButtonBehindTheLinkInTheMail() throws Exception {
    admin()
        .contentType("application/json")
        .body(
            "{\"name\": \"Eve\", \"email\": \"%s@shop.example\", \"weight\": 1000}".formatted(rep))
        .put("/v1/reps/{id}", rep)
        .then()
        .statusCode(200);
    LeadId lead = newLead();
    TierChange change = becomesSalesReady(lead);
    Records.publish(change);
    await().atMost(PATIENCE).until(() -> !mailAbout(lead).isEmpty());
    leads.assign(change);
    await().atMost(PATIENCE).until(() -> !mailTo(rep).isEmpty());
    String mail = String.valueOf(GreenMailUtil.getBody(mailTo(rep).get(0)));
    assertThat(mail).contains("leads.shop.example/v1/hooks/acknowledge/");
    String path = path(links.acknowledge(lead.value(), rep, Instant.now()).orElseThrow());

    given().get(path).then().statusCode(200).body(containsString("I am on it"));
    state(lead, "assigned");
    given().post(path).then().statusCode(200).body(containsString("The lead is yours"));
    state(lead, "acknowledged");
    given().post(path).then().statusCode(200).body(containsString("The lead is yours"));
    given()
        .post(path + "x")
        .then()
        .statusCode(404)
        .body(containsString("does not work"))
        .body(not(containsString("yours")));
  }

  @Test
  void oneClickUnsubscribesAtOnceAndALookDoesNot() {
    String address = UUID.randomUUID() + "@example.com";
    String path = path(links.unsubscribe(address, "en").orElseThrow());
    assertThat(path).doesNotContain(address);

    given().get(path).then().statusCode(200).body(containsString("Unsubscribe"));
    assertThat(suppressed(address)).isFalse();
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .post(path)
        .then()
        .statusCode(200);
    given().multiPart("List-Unsubscribe", "One-Click").post(path).then().statusCode(200);

    assertThat(suppressed(address)).isTrue();
    String key = links.hidden(address).orElseThrow();
    assertThat(Records.in(Topics.EVENTS, record -> key.equals(record.key())))
        .isNotEmpty()
        .allSatisfy(
            record -> {
              ShopperEvent event = ContractJson.read(record.value(), ShopperEvent.class);
              assertThat(event.signal().name()).isEqualTo("unsubscribed");
              assertThat(event.consent()).isEqualTo(Map.of("email", false));
            });
  }

  @Test
  void linkThatIsCutOffSaysSoAndNotThatItHasUnsubscribed() {
    String path = path(links.unsubscribe("cut@example.com", "en").orElseThrow());

    for (String cut : List.of(path.substring(0, path.length() - 5), "/v1/hooks/unsubscribe/x")) {
      given()
          .post(cut)
          .then()
          .statusCode(404)
          .contentType("text/html")
          .body(containsString("not complete"))
          .body(not(containsString("no more of these")));
      given().get(cut).then().statusCode(404).body(not(containsString("<button")));
    }
  }

  @Test
  void pagesAreKeptByNobodyAndLoadNothing() {
    String path = path(links.unsubscribe("ann@example.com", "en").orElseThrow());

    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
  }

  private boolean suppressed(String address) {
    return suppressions.isSuppressed(address, null).await().atMost(PATIENCE);
  }

  private List<MimeMessage> mailTo(String name) {
    return Arrays.stream(smtp.getReceivedMessages())
        .filter(message -> header(message, "To").startsWith(name))
        .toList();
  }

  private List<MimeMessage> mailAbout(LeadId lead) {
    return Arrays.stream(smtp.getReceivedMessages())
        .filter(message -> lead.value().equals(header(message, "X-Leadlight-Lead")))
        .toList();
  }

  private static String header(MimeMessage message, String name) {
    try {
      return String.valueOf(message.getHeader(name, ","));
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static void state(LeadId lead, String state) {
    admin()
        .queryParam("lead", lead.value())
        .get("/v1/assignments")
        .then()
        .statusCode(200)
        .body("assignments[0].state", equalTo(state));
  }

  private static String path(String link) {
    assertThat(link).startsWith("https://leads.shop.example/v1/");
    return link.substring("https://leads.shop.example".length());
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2("test-token");
  }
}
