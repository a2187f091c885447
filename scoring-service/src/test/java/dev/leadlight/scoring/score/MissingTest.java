package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Shop.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.model.PredictorTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would lift a lead, and that it really would. */
@NullUnmarked // a missing answer fails the test
class MissingTest {

  private static final String CART = "Product Added";
  private static final String VIEW = "Product Viewed";

  private final Shop shop = Shop.withStarterCard();

  private static Optional<Missing> missing(Shop shop, Scorecard card, String when) {
    return Missing.of(shop.lead("user:u1").united(), card, after(when));
  }

  /** Of somebody who has done this once and nothing else. */
  private static Missing aMinuteAfter(String deed, Scorecard card) {
    return missing(new Shop(card).u1(deed, "PT0S"), card, "PT1M").orElseThrow();
  }

  private Missing missing(String when) {
    return missing(shop, Scorecard.starter(), when).orElseThrow();
  }

  @Test
  void twoMoreProductViewsWouldDoIt() {
    shop.u1(CART, "PT0M").u1(CART, "PT1M").u1(CART, "PT2M").u1("SMS Replied", "PT3M");
    shop.u1(VIEW, "PT4M");
    assertThat(shop.tier("PT5M")).isEqualTo("nurture");
    Missing missing = missing("PT5M");
    assertThat(missing.tier()).isEqualTo("sales-ready");
    assertThat(missing.points()).isEqualTo(100 - shop.score("PT5M"), within(1e-9));
    assertThat(missing.ways().get(0).steps())
        .containsExactly(
            new Missing.Step(
                "explicit-interest", "adds-to-cart", List.of(new Signal("product_added")), 1));
    assertThat(missing.ways()).hasSize(3);

    Scorecard views =
        card(
            """
            id: views
            tiers: [{name: sales-ready, from: 20}, {name: low, from: 0}]
            groups:
              - id: g
                rules: [{id: browses, on: product_viewed, when: {count: 3, within: session}, points: 20}]
            """);
    Missing two = missing(new Shop(views).u1(VIEW, "PT0M"), views, "PT1M").orElseThrow();
    assertThat(two.sentence())
        .isEqualTo("2 more “product viewed” (browses) would make this lead sales-ready.");
    assertThat(two.ways().get(0).score()).isEqualTo(20, within(1e-9));
    Missing three = missing(new Shop(views).u1(VIEW, "PT0M"), views, "PT31M").orElseThrow();
    assertThat(three.ways().get(0).steps().get(0).times()).isEqualTo(3);
  }

  @Test
  void limitsAreReckonedWith() {
    for (int minute = 0; minute < 4; minute++) {
      shop.u1(CART, "PT" + minute + "M");
    }
    shop.u1("Unsubscribed", "PT5M");
    assertThat(missing("PT6M").ways())
        .flatExtracting(Missing.Way::steps)
        .extracting(Missing.Step::rule)
        .isNotEmpty()
        .doesNotContain("adds-to-cart");
  }

  @Test
  void capsMayLeaveOnlySeveralDeedsTogether() {
    Scorecard capped =
        card(
            """
            id: capped
            tiers: [{name: high, from: 50}, {name: low, from: 0}]
            groups:
              - {id: a, cap: 30, rules: [{id: adds, on: product_added, points: 15}]}
              - {id: b, cap: 30, rules: [{id: looks, on: product_viewed, points: 10, atMost: {times: 2, per: day}}]}
            """);
    Missing missing = aMinuteAfter("Page Viewed", capped);
    assertThat(missing.sentence())
        .isEqualTo(
            "2 more “product added” (adds) and 2 more “product viewed” (looks) would make this lead"
                + " high.");
  }

  /**
   * A visit to the store is in no session, and the other rule pays for looking in the app alone.
   */
  @Test
  void onlySignalsThatDoTheSameAreNamedTogether() {
    Scorecard card =
        card(
            """
            id: signals
            tiers: [{name: high, from: 30}, {name: low, from: 0}]
            groups:
              - id: a
                rules:
                  - {id: looks, on: [product_viewed, screen_viewed, store_visited], when: {count: 2, within: session}, points: 20}
                  - {id: in-app, on: screen_viewed, points: 10, atMost: {times: 1, per: lifetime}}
            """);
    Missing missing =
        missing(new Shop(card).u1("Screen Viewed", "PT0S"), card, "PT5M").orElseThrow();
    assertThat(missing.ways())
        .filteredOn(way -> way.steps().get(0).rule().equals("looks"))
        .extracting(way -> way.steps().get(0).on() + " " + way.deeds())
        .containsExactlyInAnyOrder("[product_viewed] 1", "[screen_viewed] 1");
    Shop twice = new Shop(card).u1("Screen Viewed", "PT0S").u1("Store Visited", "PT5M");
    assertThat(twice.tier("PT5M")).isEqualTo("low");
  }

  @Test
  void conditionsThatADeedMeetsWithoutPropertiesAreReckonedWith() {
    Scorecard card =
        card(
            """
            id: conditions
            tiers: [{name: high, from: 30}, {name: low, from: 0}]
            groups:
              - id: a
                rules:
                  - {id: clicks, on: email_link_clicked, points: 10}
                  - {id: unasked, on: email_link_clicked, where: {not: {campaign_type: asked}}, points: -5}
            """);
    Missing.Way way = aMinuteAfter("Page Viewed", card).ways().get(0);
    assertThat(way.deeds()).isEqualTo(6);
    assertThat(way.score()).isEqualTo(30, within(1e-9));
  }

  @Test
  void deedsThatCountOnlyTogetherAreAmongSeveral() {
    Scorecard card =
        card(
            """
            id: together
            tiers: [{name: high, from: 100}, {name: low, from: 0}]
            groups:
              - id: a
                rules:
                  - {id: adds, on: product_added, points: 25, atMost: {times: 2, per: session}}
                  - {id: looks, on: product_viewed, when: {count: 3, within: session}, points: 60, atMost: {times: 1, per: session}}
            """);
    Missing missing = aMinuteAfter("Page Viewed", card);
    assertThat(missing.sentence())
        .isEqualTo(
            "2 more “product added” (adds) and 3 more “product viewed” (looks) would make this lead"
                + " high.");
    assertThat(missing.ways().get(0).score()).isEqualTo(110, within(1e-9));
  }

  /** The first of them are lost in what somebody has taken, and yet without them it can't be. */
  @Test
  void severalMayMakeUpForWhatWasTaken() {
    Scorecard card =
        card(
            """
            id: taken
            tiers: [{name: high, from: 50}, {name: low, from: 0}]
            groups:
              - {id: a, cap: 60, rules: [{id: adds, on: product_added, points: 15}]}
              - {id: b, cap: 60, rules: [{id: looks, on: product_viewed, points: 10}]}
              - {id: c, rules: [{id: leaves, on: unsubscribed, points: -60}]}
            """);
    Missing missing = aMinuteAfter("Unsubscribed", card);
    assertThat(missing.sentence())
        .isEqualTo(
            "4 more “product added” (adds) and 5 more “product viewed” (looks) would make this lead"
                + " high.");
  }

  @Test
  void nothingMayDoItAtAll() {
    Scorecard beyond =
        card(
            """
            id: beyond
            tiers: [{name: high, from: 50}, {name: low, from: 0}]
            groups: [{id: a, cap: 30, rules: [{id: adds, on: product_added, points: 15}]}]
            """);
    Missing missing = aMinuteAfter(CART, beyond);
    assertThat(missing.ways()).isEmpty();
    assertThat(missing.sentence()).isEqualTo("No twenty deeds would make this lead high now.");
  }

  @Test
  void nothingIsMissingInTheHighestTier() {
    for (int minute = 0; minute < 4; minute++) {
      shop.u1(CART, "PT" + minute + "M");
    }
    assertThat(missing(shop, Scorecard.starter(), "PT4M")).isEmpty();
  }

  /** Who does what is said is lifted; who does one deed less is not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatIsSaidIsTrue(long seed) {
    Scorecard card = Scorecard.starter();
    Shop before = history(seed);
    Instant now = after("PT9100M");
    for (Missing.Way way :
        Missing.of(before.lead("user:u1").united(), card, now).orElseThrow().ways()) {
      Missing.Step step = way.steps().get(0);
      if (!List.of("returns-to-cart", "reads-the-terms").contains(step.rule())) {
        String tier = before.ask("user:u1", now).tier();
        Shop doing = history(seed);
        for (int i = 0; i < step.times(); i++) {
          assertThat(doing.ask("user:u1", now).tier()).isEqualTo(tier);
          doing.send(doing.event(step.on().get(0).name(), now, "user:u1"));
        }
        assertThat(doing.ask("user:u1", now).tier()).isNotEqualTo(tier);
        assertThat(doing.ask("user:u1", now).score()).isEqualTo(way.score(), within(1e-9));
      }
    }
  }

  /** Each name forgets its own old visits; those of both names count together. */
  @Test
  void oldVisitsUnderSeveralNamesAreReckonedWith() {
    Scorecard card =
        card(
            """
            id: visits
            tiers: [{name: high, from: 1000}, {name: low, from: 0}]
            groups:
              - id: a
                rules:
                  - {id: looks, on: product_viewed, when: {count: 2, within: session}, points: 10}
                  - {id: asks, on: form_submitted, points: 500}
            """);
    Shop shop = new Shop(card);
    for (int week = 0; week < 60; week++) {
      String name = week % 2 == 0 ? "user:u1" : "anonymous:a1";
      for (String when : List.of("P" + 7 * week + "D", "P" + 7 * week + "DT1M")) {
        shop.send(shop.event(VIEW, after(when), name));
      }
    }
    shop.send(shop.event("Identified", after("P413DT2M"), "user:u1", "anonymous:a1"));
    Missing.Way way = missing(shop, card, "P413DT3M").orElseThrow().ways().get(0);
    assertThat(way.steps().get(0).times()).isEqualTo(1);
    shop.u1("Form Submitted", "P413DT3M");
    assertThat(shop.score("P413DT3M")).isEqualTo(way.score(), within(1e-9));
  }

  @Test
  void whatAModelMakesOfTheDeedIsReckonedWith() {
    Scorecard card =
        card("""
        id: m
        tiers: [{name: high, from: 60}, {name: low, from: 0}]
        groups: [{id: a, rules: [{id: searches, on: products_searched, points: 20}]}]
        predictive: {model: m, weight: 0.5}
        """)
            .with(
                PredictorTest.model(
                    "linear: {intercept: 0, terms: [{feature: deeds_1d, coefficient: -1, mean: 0},"
                        + " {feature: searches_1d, coefficient: -1, mean: 0}]}"),
                null);
    Shop shop = new Shop(card).u1("Page Viewed", "PT0S");
    Missing.Way way = missing(shop, card, "PT1M").orElseThrow().ways().get(0);
    for (int i = 0; i < way.deeds(); i++) {
      shop.u1("Products Searched", "PT1M");
    }
    assertThat(shop.tier("PT1M")).isEqualTo("high");
    assertThat(shop.score("PT1M")).isEqualTo(way.score(), within(1e-9));
  }

  private static Shop history(long seed) {
    Random random = new Random(seed);
    List<String> deeds = List.of(CART, VIEW, VIEW, "Store Visited", "Email Opened", "SMS Replied");
    Shop shop = Shop.withStarterCard();
    for (int i = 0; i < 7; i++) {
      shop.u1(deeds.get(random.nextInt(deeds.size())), "PT" + random.nextInt(9000) + "M");
    }
    return shop;
  }
}
