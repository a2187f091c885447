package dev.leadlight.local.stack;

import static dev.leadlight.local.stack.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.local.simulator.Persona;
import dev.leadlight.local.simulator.Shopper;
import dev.leadlight.local.simulator.Simulation;
import dev.leadlight.local.simulator.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scorecard on its way through the registry; in the end the starter card is in force again. */
abstract class RegistryStory {
  private static final String CARD = "/v1/scorecards/retail-starter";
  private static final int VISITORS = 60;

  private final Shoppers shoppers;
  private final Api api;

  RegistryStory(Shoppers shoppers) {
    this.shoppers = shoppers;
    this.api = shoppers.api();
  }

  @Test
  void aChangedWeightIsDiffedBackTestedPublishedSeenInALeadsScoreAndRolledBack() throws Exception {
    // Given
    Simulation crowd = Simulation.of(4, VISITORS, Instant.now().minus(Simulation.LENGTH));
    Shopper abandoner =
        crowd.shoppers().stream()
            .filter(shopper -> shopper.truth().persona() == Persona.CART_ABANDONER)
            .findFirst()
            .orElseThrow();
    Truth lead = abandoner.truth();
    Instant at = crowd.end();
    shoppers.send(abandoner.messages());
    shoppers.everyScoreIsTheTruth(List.of(lead), at);
    int before = published(begun("?from=starter"), "\"1\"");

    // When
    JsonNode draft = begun("");
    String tag = saved(draft);

    // Then
    String number = draft.path("number").asText();
    assertThat(api.read(CARD + "/diff?to=draft-" + number).path("changes"))
        .singleElement()
        .extracting(change -> change.path("sentence").asText())
        .isEqualTo("adds-to-cart is worth 30 points instead of 25 points");

    // When
    JsonNode tested = backTested(number, at.minus(Duration.ofDays(3)));

    // Then
    assertThat(tested.path("state").asText()).as("%s", tested).isEqualTo("finished");
    assertThat(tested.path("isOfPresentContent").asBoolean()).isTrue();
    JsonNode finding = tested.at("/told/finding");
    assertThat(finding.at("/draft/predictions").asInt())
        .isPositive()
        .isEqualTo(finding.at("/live/predictions").asInt());

    // When
    published(draft, tag);

    // Then
    comesTo(lead, DearCarts.score(lead, at), at);

    // When
    api.send("POST", CARD + "/versions/" + before + "/restoration", "").good();

    // Then
    comesTo(lead, lead.score(at), at);
  }

  private JsonNode begun(String from) throws Exception {
    return api.send("POST", CARD + "/drafts" + from, "").good();
  }

  /** Writes the changed weight into a draft; its next entity tag. */
  private String saved(JsonNode draft) throws Exception {
    String card = DearCarts.card(draft.path("document")).toString();
    Api.Answer answer =
        api.send(
            "PUT", CARD + "/drafts/" + draft.path("number").asText(), card, "If-Match", "\"1\"");
    answer.good();
    return answer.tag();
  }

  private JsonNode backTested(String draft, Instant from) throws Exception {
    String tests = CARD + "/drafts/" + draft + "/backtests";
    String question = "{\"horizon\": \"PT12H\", \"from\": \"%s\"}".formatted(from);
    String id = api.send("POST", tests, question).good().path("id").asText();
    String test = tests + "/" + id;
    eventually(() -> !api.read(test).path("state").asText().equals("running"));
    return api.read(test);
  }

  /** The version that the draft has become. Nobody is told of it: other stories count messages. */
  private int published(JsonNode draft, String tag) throws Exception {
    String path = CARD + "/drafts/" + draft.path("number").asText() + "/publication";
    return api.send("POST", path, "", "If-Match", tag, "X-Announce", "false")
        .good()
        .path("version")
        .asInt();
  }

  private void comesTo(Truth lead, double due, Instant at) throws Exception {
    eventually(() -> Shoppers.isNear(score(lead, at), due));
    assertThat(score(lead, at)).matches(score -> Shoppers.isNear(score, due), "is " + due);
  }

  private Double score(Truth lead, Instant at) throws Exception {
    return api.scores(List.of(lead.identity()), at).getOrDefault(lead.identity(), Double.NaN);
  }
}
