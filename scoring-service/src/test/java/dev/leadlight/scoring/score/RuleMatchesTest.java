package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What counts as a match, and how long, in the corners, with the numbers of docs/scoring.md. */
@NullUnmarked // a missing answer fails the test
class RuleMatchesTest extends StarterCardShop {

  private static final String VIEW = "Product Viewed";

  @Nested
  class Rules {
    @Test
    void aMatchUsesUpItsEvents() {
      for (int day = 0; day < 6; day++) {
        shop.u1("Store Visited", "P" + day + "D");
      }
      assertThat(shop.score("P5D")).isEqualTo(40, EXACT);
    }

    @Test
    void viewsAreEventsNotProducts() {
      shop.u1(VIEW, "PT0S").u1(VIEW, "PT1M").u1(VIEW, "PT2M");
      assertThat(shop.score("PT2M")).isEqualTo(10, EXACT);
    }

    @Test
    void distinctAsksForDifferentOnes() {
      assertThat(pairsOfDifferent("p1", "p1", "p2")).isEqualTo(7, EXACT);
      // Texts that have the same hash code in Java
      assertThat(pairsOfDifferent("SHIRT-AP", "SHIRT-B1")).isEqualTo(7, EXACT);
    }

    @Test
    void whatHasNoValueIsNoDifferentOne() {
      assertThat(pairsOfDifferent("p1", "")).isEqualTo(0, EXACT);
      assertThat(pairsOfDifferent("", "p1", "", "p2")).isEqualTo(7, EXACT);
    }

    /** A file with whole seconds tells of several views of one moment. */
    @Test
    void ofOneMomentTheOrderOfArrivalDoesNotMatter() {
      double inOrder = pairsOfDifferent("p1", "p1", "p2", "p3");
      assertThat(pairsOfDifferent("p1", "p2", "p1", "p3")).isEqualTo(inOrder, EXACT);
      assertThat(pairsOfDifferent("p3", "p1", "p2", "p1")).isEqualTo(inOrder, EXACT);
    }

    private double pairsOfDifferent(String... products) {
      Shop compares =
          new Shop(
              card(
                  """
                  id: c
                  tiers: [{name: low, from: 0}]
                  groups:
                    - id: g
                      rules:
                        - {id: r, on: product_viewed, when: {count: 2, within: session, distinct: product_id}, points: 7}
                  """));
      for (String product : products) {
        Map<String, Object> properties =
            product.isEmpty() ? Map.of() : Map.of("product_id", product);
        compares.send(compares.event(VIEW, after("PT1M"), properties, "user:u1"));
      }
      return compares.score("PT2M");
    }

    @Test
    void aWindowIncludesBothEnds() {
      shop.u1("Store Visited", "P0D").u1("Store Visited", "P1D").u1("Store Visited", "P30D");
      assertThat(shop.score("P30D")).isEqualTo(20, EXACT);
    }

    @Test
    void aLateEventReevaluatesItsSession() {
      shop.u1(VIEW, "PT0M").u1(VIEW, "PT2M").u1(VIEW, "PT1M");
      assertThat(shop.ask("user:u1", after("PT3M")).contributions().get(0).last())
          .isEqualTo(after("PT2M"));
    }

    @Test
    void aLimitOnACountLimitsMatches() {
      for (int minute = 0; minute < 6; minute++) {
        shop.u1(VIEW, "PT" + minute + "M");
      }
      assertThat(shop.score("PT6M")).isEqualTo(10, EXACT);
    }

    @Test
    void anAbsenceIsAMatchWhenItFallsDueAndALaterEventRestartsTheClock() {
      shop.u1(CART, "PT0S").u1(CART, "PT1H");
      assertThat(ruleAt("PT24H59M59S", "abandons-cart")).isNull();
      assertThat(ruleAt("PT25H", "abandons-cart").points()).isEqualTo(10, EXACT);
      assertThat(ruleAt("PT25H", "abandons-cart").matches()).isEqualTo(1);
      assertThat(ruleAt("PT25H", "abandons-cart").last()).isEqualTo(after("PT25H"));
    }

    @Test
    void anOrderPreventsTheAbsence() {
      shop.u1(CART, "PT0S").u1("Order Completed", "PT24H");
      assertThat(ruleAt("PT30H", "abandons-cart")).isNull();
    }

    @Test
    void perDayIsACalendarDay() {
      for (String when : new String[] {"PT13H50M", "PT13H55M", "PT14H5M", "PT14H10M"}) {
        shop.send(shop.event("Page Viewed", after(when), Map.of("path", "/pricing"), "user:u1"));
      }
      assertThat(shop.score("PT15H")).isEqualTo(20, EXACT);
    }

    @Test
    void whereDecidesWhichRuleAClickBelongsTo() {
      Map<String, Object> abandoned = Map.of("campaign_type", "abandoned_cart");
      shop.send(shop.event("Email Link Clicked", after("PT0S"), abandoned, "user:u1"));
      assertThat(shop.score("PT0S")).isEqualTo(15, EXACT);
      shop.send(shop.event("Email Link Clicked", after("PT0S"), "user:u1"));
      assertThat(shop.score("PT0S")).isEqualTo(20, EXACT);
    }

    private Contribution ruleAt(String when, String rule) {
      return shop.ask("user:u1", after(when)).contributions().stream()
          .filter(each -> rule.equals(each.rule()))
          .findFirst()
          .orElse(null);
    }
  }

  @Nested
  class Sessions {
    @Test
    void aPauseOfThirtyMinutesEndsOne() {
      shop.u1(VIEW, "PT0M").u1(VIEW, "PT1M").u1(VIEW, "PT31M");
      assertThat(shop.score("PT31M")).isZero();
      shop.u1(VIEW, "PT32M").u1(VIEW, "PT33M");
      assertThat(shop.score("PT33M")).isEqualTo(10, EXACT);
    }

    @Test
    void aMailOpenedIsNoVisit() {
      shop.u1(VIEW, "PT0M").u1(VIEW, "PT20M").u1("Email Opened", "PT45M").u1(VIEW, "PT70M");
      assertThat(shop.ask("user:u1", after("PT70M")).contributions())
          .extracting(Contribution::rule)
          .containsExactly("opens-email");
    }

    @Test
    void oneALeadOverAllItsIdentities() {
      shop.send(shop.event(VIEW, after("PT0M"), "anonymous:phone"));
      shop.send(shop.event(VIEW, after("PT5M"), "anonymous:laptop"));
      shop.send(shop.event(VIEW, after("PT10M"), "anonymous:laptop"));
      shop.send(shop.event("Identified", after("PT11M"), "user:u1", "anonymous:laptop"));
      shop.send(shop.event("Identified", after("PT12M"), "user:u1", "anonymous:phone"));
      assertThat(shop.score("PT12M")).isEqualTo(10, EXACT);
    }
  }

  @Nested
  class Conversions {
    @Test
    void hideEvidenceUpToTheOrder() {
      shop.u1(CART, "PT0S").u1("Order Completed", "PT0S");
      assertThat(shop.ask("user:u1", after("PT0S")).contributions())
          .extracting(Contribution::group)
          .containsOnly("value");
    }

    @Test
    void doNotReopenLimits() {
      fourCarts("P0D").u1("Order Completed", "PT16M").u1(CART, "PT17M");
      assertThat(shop.ask("user:u1", after("PT17M")).contributions())
          .extracting(Contribution::rule)
          .doesNotContain("adds-to-cart");
    }

    @Test
    void resetByTheirOwnTimeWhenTheyComeLate() {
      shop.at(after("P2D")).u1(CART, "P1D").u1("Order Completed", "P0D");
      assertThat(shop.ask("user:u1", after("P1D")).contributions())
          .extracting(Contribution::rule)
          .contains("adds-to-cart");
    }

    @Test
    void countAsValue() {
      shop.send(
          shop.event(
              "Order Completed",
              after("P0D"),
              Map.of("order_id", "o1", "total", "320"),
              "user:u1"));
      assertThat(shop.score("P1D")).isEqualTo(25, EXACT);
      assertThat(shop.score("P30D")).isEqualTo(25, EXACT);
      assertThat(shop.score("P31D")).isEqualTo(20, EXACT);
    }

    @Test
    void areNetOfRefundsAndCountAnOrderOnce() {
      Map<String, Object> order = Map.of("order_id", "o1", "total", "320");
      shop.send(shop.event("Order Completed", after("P0D"), order, "user:u1"));
      shop.send(shop.event("Order Completed", after("P0D"), order, "user:u1"));
      shop.send(
          shop.event(
              "Order Refunded", after("P1D"), Map.of("order_id", "o1", "total", "250"), "user:u1"));
      LeadAnswer answer = shop.ask("user:u1", after("P1D"));
      assertThat(answer.rfm().frequency()).isEqualTo(1);
      assertThat(answer.rfm().monetary()).isEqualByComparingTo("70");
    }
  }
}
