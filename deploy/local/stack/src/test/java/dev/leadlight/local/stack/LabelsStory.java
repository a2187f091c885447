package dev.leadlight.local.stack;

import static dev.leadlight.local.stack.Eventually.eventually;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.local.simulator.Persona;
import dev.leadlight.local.simulator.Simulation;
import dev.leadlight.local.simulator.Truth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What came of leads is told by vendors, by a rep and by the shop; the key figures are as worked
 * out by hand from what each kind of shopper does. For a stack that has not had other shoppers.
 */
abstract class LabelsStory {
  private static final int VISITORS = 40;

  private final Simulation crowd =
      Simulation.of(3, VISITORS, Instant.now().minus(Simulation.LENGTH));
  private final Instant now = Instant.now();
  private final Shoppers shoppers;
  private final Api api;
  private final DemoAccounts vendors;

  LabelsStory(Shoppers shoppers) {
    this.shoppers = shoppers;
    this.api = shoppers.api();
    this.vendors = new DemoAccounts(api);
  }

  /** One line of the key figures; amounts in EUR. */
  private record Line(
      long leads,
      long newLeads,
      long crossings,
      long served,
      long convertedLeads,
      long orders,
      BigDecimal revenue) {

    static Line of(JsonNode figures) {
      return new Line(
          figures.path("leads").asLong(),
          figures.path("newLeads").asLong(),
          figures.at("/contact/crossings").asLong(),
          figures.at("/contact/served/part").asLong(),
          figures.path("convertedLeads").asLong(),
          figures.path("orders").asLong(),
          figures.at("/money/revenue/amount").decimalValue().setScale(2));
    }
  }

  @Test
  void whatCameOfLeadsShowsAsWorkedOutByHand() throws Exception {
    // Given
    shoppers.play(crowd);
    Truth hot =
        crowd
            .truths()
            .filter(truth -> truth.persona() == Persona.CART_ABANDONER)
            .findFirst()
            .orElseThrow();
    String buyer = hot.identity();
    String email = buyer.substring("user:".length()) + "@example.com";

    // When
    vendors.zigpoll("answer-1", email, 9, now);
    vendors.qualtrics("R_1", email, 4, now);
    vendors.hubspotWon(4711, email, "320.50", now);
    vendors.slackClick(slackMessageAbout(hot), now);
    shoppers.order(buyer, "200.00");

    // Then
    Map<String, Line> figures = byHand();
    eventually(() -> figures().equals(figures));
    assertThat(figures()).isEqualTo(figures);
    eventually(() -> told(buyer).size() == 4);
    assertThat(told(buyer))
        .containsExactlyInAnyOrder(
            "survey_answer {\"satisfaction\":0.9}",
            "survey_answer {\"satisfaction\":0.75}",
            "won 320.50 EUR",
            "good_lead");
    String said = "won 1 of 1, EUR 320.50; good 1 of 1; 2 answers, 0.825";
    eventually(() -> labels("/tiers/0").equals(said));
    assertThat(labels("/tiers/0")).isEqualTo(said);
    assertThat(labels("/total")).isEqualTo(said);
  }

  /** The labels among the key figures, in short. */
  private String labels(String line) throws Exception {
    JsonNode labels = kpis().at(line).path("labels");
    return "won %s of %s, %s %s; good %s of %s; %s answers, %s"
        .formatted(
            labels.at("/won/part"),
            labels.at("/won/of"),
            labels.at("/wonValue/0/currency").asText(),
            labels.at("/wonValue/0/amount"),
            labels.at("/accepted/part"),
            labels.at("/accepted/of"),
            labels.path("answers"),
            labels.path("satisfaction"));
  }

  private JsonNode slackMessageAbout(Truth hot) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    eventually(
        () ->
            shoppers.toldOf(List.of(hot)).stream()
                .filter(message -> message.path("channel").asText().equals("slack"))
                .anyMatch(found::add));
    assertThat(found).as("what Slack was told of %s", hot.identity()).isNotEmpty();
    return found.get(0);
  }

  /**
   * Everybody begins as a reader of the newsletter. Wishes and visits to the store lead to nurture,
   * four things in the cart to sales-ready, and an order back. Loyal customers buy for 120 and for
   * 240; in between they are in nurture, because a cart of two days ago seems to have been left
   * alone until its order is heard of. Reps hear of who becomes sales-ready, and of the one who no
   * longer is.
   */
  private Map<String, Line> byHand() {
    long abandoners = count(Persona.CART_ABANDONER);
    long loyal = count(Persona.LOYAL_CUSTOMER);
    long nurtured =
        count(Persona.REPEAT_BROWSER) + count(Persona.IN_STORE_REGULAR) + abandoners + loyal;
    BigDecimal loyalty = BigDecimal.valueOf(360 * loyal).setScale(2);
    BigDecimal order = new BigDecimal("200.00");
    return Map.of(
        "sales-ready", new Line(abandoners, abandoners, abandoners, abandoners, 1, 1, order),
        "nurture", new Line(nurtured, nurtured, nurtured, 0, 0, 0, new BigDecimal("0.00")),
        "newsletter", new Line(VISITORS, VISITORS, loyal + 1, 1, loyal, 2 * loyal, loyalty),
        "total", new Line(VISITORS, VISITORS, 0, 0, loyal + 1, 2 * loyal + 1, loyalty.add(order)));
  }

  private Map<String, Line> figures() throws Exception {
    JsonNode kpis = kpis();
    Map<String, Line> lines =
        StreamSupport.stream(kpis.path("tiers").spliterator(), false)
            .collect(toMap(tier -> tier.path("tier").asText(), Line::of));
    lines.put("total", Line.of(kpis.path("total")));
    return lines;
  }

  private JsonNode kpis() throws Exception {
    return api.read("/v1/kpis?from=" + crowd.start().atZone(ZoneOffset.UTC).toLocalDate());
  }

  /** What has been said of a lead, in short. */
  private List<String> told(String lead) throws Exception {
    List<String> lines = new ArrayList<>();
    for (JsonNode outcome : api.read("/v1/outcomes?lead=" + lead).path("outcomes")) {
      String money =
          outcome.has("value")
              ? " " + outcome.path("value").asText() + " " + outcome.path("currency").asText()
              : "";
      String answers = outcome.path("answers").isEmpty() ? "" : " " + outcome.path("answers");
      lines.add(outcome.path("kind").asText() + money + answers);
    }
    return lines;
  }

  private long count(Persona persona) {
    return crowd.truths().filter(truth -> truth.persona() == persona).count();
  }
}
