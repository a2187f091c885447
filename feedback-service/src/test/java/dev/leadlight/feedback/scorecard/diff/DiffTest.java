package dev.leadlight.feedback.scorecard.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden sentences. Each row edits one line of the card and says what is to be read of it. */
class DiffTest {

  private static final String CARD =
      """
      id: card
      name: First
      zone: UTC
      currency: EUR
      rates: {USD: 0.9}
      tiers: [{name: hot, from: 100}, {name: warm, from: 50}, {name: cold, from: 0}]
      tierMargin: 5
      tierDwell: PT0S
      conversion: {signal: [order_completed], resets: [interest]}
      groups:
        - id: interest
          cap: 150
          decay: {halfLife: P14D}
          rules:
            - {id: adds, on: product_added, points: 25, atMost: {times: 4, per: session}}
            - {id: reads, on: page_viewed, where: {path: {startsWith: [/pricing, /terms]}}, points: 5}
            - {id: looks, on: product_viewed, when: {count: 3, within: session}, points: 10}
        - id: effort
          decay: {idle: {after: P30D, subtract: 10, every: P30D}}
          rules:
            - {id: leaves, on: product_added, when: {absent: [order_completed], within: PT24H}, points: 10}
            - {id: spends, on: cart_viewed, where: {value: {gt: 129.90}}, points: 1}
      value:
        rfm:
          recencyDays: {30: 15}
          frequency: {2: 5}
          monetary: {100: 5}
        rfmGroups:
          recencyDays: [30, 90]
          frequency: [2, 3]
          monetary: [100]
          groups:
            - {name: champions, recency: {gte: 3}}
            - {name: lost}
        clv: {horizon: P365D, purchases: {r: 0.25, alphaDays: 31, a: 0.8, b: 2.5}, spend: {p: 6.25, q: 3.74, gamma: 15.4}}
      segments:
        - {id: browser, when: {on: product_viewed, count: {gte: 6}, within: P14D}}
      predictive: {model: none, weight: 0}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          points: 25 | points: 30 | /groups/0/rules/0/points | adds is worth 30 points instead of 25 points
          points: 25 | points: 1 | /groups/0/rules/0/points | adds is worth 1 point instead of 25 points
          on: product_added, points | on: [product_added, coupon_applied], points | /groups/0/rules/0/on | adds listens to coupon_applied or product_added instead of product_added
          times: 4, per: session | times: 1, per: day | /groups/0/rules/0/atMost | adds counts at most once per day instead of at most 4 times per session
          ', atMost: {times: 4, per: session}' | '' | /groups/0/rules/0/atMost | adds counts without a limit instead of at most 4 times per session
          startsWith: [/pricing, /terms] | startsWith: /pricing | /groups/0/rules/1/where | reads counts events where path starts with /pricing instead of events where path starts with /pricing or /terms
          '{path: {startsWith: [/pricing, /terms]}}' | '{not: {path: /a}, device: {exists: true}}' | /groups/0/rules/1/where | reads counts events where not path is /a and device is there instead of events where path starts with /pricing or /terms
          startsWith: [/pricing, /terms] | startsWith: [/terms] , in: [1e999999999] | /groups/0/rules/1/where | reads counts events where path starts with /terms and path is 1E+999999999 instead of events where path starts with /pricing or /terms
          startsWith: [/pricing, /terms] | all: [{startsWith: [/pricing, /terms]}] | /groups/0/rules/1/where | The condition of reads reads the same but is written in another way, so what was counted by it is left behind
          'when: {on: product_viewed, ' | 'when: {on: product_viewed, where: {size: 38}, ' | /segments/0/when | In browser is who fits: product_viewed at least 6 times within 14 days where size is 38 instead of product_viewed at least 6 times within 14 days
          every: P30D | every: PT0.5S | /groups/1/decay | effort has a loss of 10 points after 30 days of silence and again every 500 milliseconds instead of a loss of 10 points after 30 days of silence and again every 30 days
          gt: 129.90 | lte: 200 | /groups/1/rules/1/where | spends counts events where value is at most 200 instead of events where value is above 129.9
          count: 3, within: session | count: 5, within: P2D, distinct: product_id | /groups/0/rules/2/when | looks pays for every 5 with another product_id each within 2 days instead of for every 3 in one visit
          'when: {count: 3, within: session}, ' | '' | /groups/0/rules/2/when | looks pays each time instead of for every 3 in one visit
          within: PT24H | within: PT90M | /groups/1/rules/0/when | leaves pays if no order_completed follows within 1 hour 30 minutes instead of if no order_completed follows within 1 day
          cap: 150 | cap: 90 | /groups/0/cap | interest has a cap of 90 points instead of a cap of 150 points
          cap: 150 | '' | /groups/0/cap | interest has no cap instead of a cap of 150 points
          'decay: {halfLife: P14D}' | 'decay: {linear: {share: 0.01, every: PT1H}}' | /groups/0/decay | interest has a loss of 1 % every 1 hour instead of a half-life of 14 days
          'decay: {halfLife: P14D}' | '' | /groups/0/decay | interest has no decay instead of a half-life of 14 days
          subtract: 10 | subtract: 20 | /groups/1/decay | effort has a loss of 20 points after 30 days of silence and again every 30 days instead of a loss of 10 points after 30 days of silence and again every 30 days
          from: 50 | from: 60 | /tiers/1/from | warm begins at 60 points instead of 50 points
          '{name: warm, from: 50}, ' | '' | gone /tiers/1 | The tier warm, from 50 points, is gone
          '{name: warm, from: 50}' | '{name: warm, from: 50}, {name: cool, from: 20}' | /tiers/2 | There is a new tier cool, from 20 points
          tierMargin: 5 | tierMargin: 2.5 | /tierMargin | A lead keeps its tier down to a margin of 2.5 points instead of 5 points
          tierDwell: PT0S | tierDwell: P2D | /tierDwell | A tier is kept for at least 2 days instead of no time
          name: First | name: Second | /name | The name is “Second” instead of “First”
          zone: UTC | zone: Europe/Berlin | /zone | Days are those of Europe/Berlin instead of UTC
          USD: 0.9 | USD: 0.95 | /rates/USD | One USD counts as 0.95 EUR instead of 0.9 EUR
          USD: 0.9 | 'USD: 0.9, GBP: 1.1' | /rates/GBP | One GBP counts as 1.1 EUR now
          signal: [order_completed] | signal: [order_completed, pos_purchase] | /conversion/signal | A purchase is order_completed or pos_purchase instead of order_completed
          resets: [interest] | resets: [] | /conversion/resets | A purchase resets nothing instead of interest
          'conversion: {signal: [order_completed], resets: [interest]}' | '' | gone /conversion | What counts as a purchase is gone; it was order_completed, which resets interest
          '30: 15' | '30: 20' | /value/rfm/recencyDays/30 | An order at most 30 days ago is worth 20 points instead of 15 points
          '2: 5' | '2: 5, 4: 10' | /value/rfm/frequency/4 | At least 4 orders are worth 10 points now
          '100: 5' | '200: 5' | /value/rfm/monetary/200 | Orders of at least 200 EUR are worth 5 points now
          recency: {gte: 3} | recency: {gte: 2} | /value/rfmGroups/groups/0 | In the RFM group champions is who has recency at least 2, frequency any, monetary any instead of recency at least 3, frequency any, monetary any
          recencyDays: [30, 90] | recencyDays: [30, 60] | /value/rfmGroups/recencyDays | The classes of recency, in days, are bounded by 30, 60 instead of 30, 90
          horizon: P365D | horizon: P180D | /value/clv/horizon | Customer value is estimated for 180 days instead of 365 days
          r: 0.25 | r: 0.3 | /value/clv/purchases/r | The estimate of customer value has r = 0.3 instead of 0.25
          'count: {gte: 6}, within: P14D' | 'count: 0, since: purchase' | /segments/0/when | In browser is who fits: product_viewed exactly 0 times since the last purchase instead of product_viewed at least 6 times within 14 days
          '{id: browser,' | '{id: browser, description: Looks only.,' | /segments/0/description | The description of browser is new: “Looks only.”
          id: browser | id: looker | /segments/0 | There is a new segment looker: product_viewed at least 6 times within 14 days
          model: none | model: next-purchase | /predictive/model | The learned part is the model next-purchase instead of no model
          weight: 0 | weight: 0.4 | /predictive/weight | The learned part has a weight of 0.4 instead of 0
          """)
  void saysWhatHasChanged(String line, String edited, String pointer, String sentence)
      throws IOException {
    List<Change> changes = Diff.between(card(CARD), card(CARD.replace(line, orNothing(edited))));

    Change first = changes.get(0);
    assertThat((first.isGone() ? "gone " : "") + first.pointer()).isEqualTo(pointer);
    assertThat(first.sentence()).isEqualTo(sentence);
  }

  /**
   * Evidence is kept by how a condition is written, so whoever tidies up takes points from leads.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shoes   | [shoes]          | The condition of shod reads the same but is written in another way, so what was counted by it is left behind
          shoes   | {equals: shoes}  | The condition of shod reads the same but is written in another way, so what was counted by it is left behind
          '"38"'  | 38               | shod counts events where size is 38 instead of events where size is “38”
          """)
  void saysWhatIsOnlyWrittenInAnotherWay(String before, String after, String sentence)
      throws IOException {
    String card =
        CARD.replace("{gt: 129.90}", "1").replace("where: {value: 1}", "where: {size: %s}");
    String both =
        card.replace("id: spends", "id: shod")
            .replace(
                "when: {on: product_viewed, ", "when: {on: product_viewed, where: {size: %s}, ");

    List<Change> changes =
        Diff.between(card(both.formatted(before, before)), card(both.formatted(after, after)));

    assertThat(changes).hasSize(2);
    assertThat(changes.get(0).pointer()).isEqualTo("/groups/1/rules/1/where");
    assertThat(changes.get(0).sentence()).isEqualTo(sentence);
    assertThat(changes.get(1).pointer()).isEqualTo("/segments/0/when");
  }

  @Test
  void saysThatThingsAreGoneWithTheirOldPlace() throws IOException {
    String without = CARD.replaceAll("(?m)^ +- \\{id: looks.*\n", "").replace("100: 5", "200: 5");

    assertThat(Diff.between(card(CARD), card(without)))
        .containsExactly(
            new Change(
                "/groups/0/rules/2",
                true,
                "The rule looks (10 points for product_viewed, for every 3 in one visit) is gone"
                    + " from interest"),
            new Change(
                "/value/rfm/monetary/200",
                false,
                "Orders of at least 200 EUR are worth 5 points now"),
            new Change(
                "/value/rfm/monetary/100",
                true,
                "Orders of at least 100 EUR are worth nothing of its own instead of 5 points"));
  }

  @Test
  void seesThatARuleHasMoved() throws IOException {
    String moved =
        CARD.replaceAll("(?m)^ +- \\{id: looks.*\n", "")
            .replace(
                "      - {id: leaves",
                "      - {id: looks, on: product_viewed, when: {count: 3, within: session},"
                    + " points: 10}\n      - {id: leaves");

    assertThat(Diff.between(card(CARD), card(moved)))
        .containsExactly(
            new Change(
                "/groups/1/rules/0", false, "The rule looks stands in effort instead of interest"));
  }

  @Test
  void findsNothingWhereNothingMattersToLeads() throws IOException {
    String sameForLeads =
        CARD.replace("129.90", "129.9")
            .replace("[/pricing, /terms]", "[ /pricing, \"/terms\" ]")
            .replace("PT24H", "P1D")
            .replace("id: card", "id: card\nversion: 7");

    assertThat(Diff.between(card(CARD), card(sameForLeads))).isEmpty();
  }

  @Test
  void namesEveryPartOfANewGroup() throws IOException {
    String more =
        CARD.replace(
            "value:\n",
            "  - {id: extra, rules: [{id: new, on: sms_replied, points: 5}]}\nvalue:\n");

    assertThat(Diff.between(card(CARD), card(more)))
        .extracting(Change::sentence)
        .containsExactly(
            "There is a new group extra, with no cap and no decay",
            "In extra there is a new rule new (5 points for sms_replied, each time)");
  }

  @Test
  void tellsOfANewRuleForWhichEventsAndHowOftenItPays() throws IOException {
    String more =
        CARD.replace(
            "value:\n",
            "  - {id: extra, rules: [{id: new, on: email_link_clicked, points: 5, where:"
                + " {campaign_type: abandoned_cart}, atMost: {times: 1, per: lifetime}}]}\n"
                + "value:\n");

    assertThat(Diff.between(card(CARD), card(more)))
        .extracting(Change::sentence)
        .contains(
            "In extra there is a new rule new (5 points for email_link_clicked where campaign_type"
                + " is abandoned_cart, each time, at most once per lifetime)");
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Scorecard card(String yaml) throws IOException {
    JsonNode document = ContractJson.readYaml(yaml);
    return ScorecardReader.read(document).orElseThrow();
  }
}
