package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The starter card says what its document says, number by number. */
class StarterScorecardTest {

  private final Scorecard card = Scorecard.starter();

  @Test
  void hasTheTiersThatSalesAndMarketingAgreedOn() {
    assertThat(card.tiers())
        .containsExactly(
            new Tier("sales-ready", 100), new Tier("nurture", 50), new Tier("newsletter", 0));
    assertThat(card.lowestTier().name()).isEqualTo("newsletter");
    assertThat(card.tierMargin()).isEqualTo(5);
    assertThat(card.tierDwell()).isZero();
  }

  @Test
  void givesEachActionItsPoints() {
    assertThat(rules().map(StarterScorecardTest::inWords))
        .containsExactly(
            "adds-to-cart: product_added +25, 4 per session",
            "asks-back-in-stock: back_in_stock_requested +20",
            "applies-a-discount-code: coupon_applied +10, 1 per session",
            "browses: product_viewed ×3 in a session +10, 1 per session",
            "saves-to-wishlist: product_added_to_wishlist +10, 5 per day",
            "returns-to-cart: email_link_clicked where … +15",
            "uses-a-product-tool: product_tool_used +5, 3 per session",
            "reads-the-terms: page_viewed where … +5, 2 per day",
            "watches-price: price_drop_clicked +10, 1 per day",
            "abandons-cart: product_added without order_completed, pos_purchase in PT24H +10",
            "replies-by-sms: sms_replied +15",
            "clicks-promotion: email_link_clicked where … +5, 3 per day",
            "opens-email: email_opened +1, 2 per day",
            "watches-video: video_playback_completed +3, 2 per day",
            "visits-often: store_visited ×3 in PT720H +20",
            "uses-loyalty-card: loyalty_transaction +15, 1 per day",
            "joins-loyalty: loyalty_joined +20, 1 per lifetime",
            "checks-in: app_checked_in, wi_fi_checked_in +3, 1 per day",
            "unsubscribes: unsubscribed -50, 1 per lifetime",
            "reports-spam: email_marked_as_spam -100, 1 per lifetime");
  }

  @ParameterizedTest
  @CsvSource({
    "Product Added, 25",
    "Back In Stock Requested, 20",
    "Product Viewed, 10",
    "Product Added to Wishlist, 10",
    "Email Opened, 1",
    "Unsubscribed, -50",
    "Email Marked as Spam, -100"
  })
  void paysTheSameForTheDeedsThatEveryBrandKnows(String deed, double points) {
    Signal signal = Signal.ofEventName(deed);
    assertThat(rules().filter(rule -> !(rule.when() instanceof When.Absent)))
        .filteredOn(rule -> rule.on().contains(signal))
        .extracting(Rule::points)
        .containsExactly(points);
  }

  @Test
  void paysMoreForARescuedCartThanForAPromotion() {
    assertThat(rule("returns-to-cart").points()).isEqualTo(15);
    assertThat(rule("clicks-promotion").points()).isEqualTo(5);
    assertThat(List.of(rule("returns-to-cart"), rule("clicks-promotion")))
        .allSatisfy(
            rule -> assertThat(rule.on()).containsExactly(new Signal("email_link_clicked")));
  }

  @Test
  void letsPointsFadeGroupByGroup() {
    assertThat(card.groups())
        .extracting(Group::id, Group::cap, Group::decay)
        .containsExactly(
            tuple("explicit-interest", 150.0, new Decay.HalfLife(days(14))),
            tuple("active-consideration", 120.0, new Decay.Idle(days(30), 10, days(30))),
            tuple("general-engagement", 40.0, new Decay.HalfLife(days(30))),
            tuple("in-store", 80.0, new Decay.Idle(days(60), 20, days(30))),
            tuple("disinterest", null, new Decay.None()));
  }

  @Test
  void paysForThePurchaseHistory() {
    assertThat(card.rfm())
        .isEqualTo(
            new Rfm(
                new TreeMap<>(Map.of(30, 15.0, 90, 10.0, 180, 5.0)),
                new TreeMap<>(Map.of(2, 5.0, 4, 10.0, 8, 15.0)),
                new TreeMap<>(
                    Map.of(
                        new BigDecimal(100), 5.0,
                        new BigDecimal(300), 10.0,
                        new BigDecimal(1000), 15.0)),
                null,
                null));
    assertThat(card.currency().getCurrencyCode()).isEqualTo("EUR");
    assertThat(card.predictive()).isEqualTo(Predictive.named("none", 0));
  }

  @Test
  void startsAgainAfterAPurchaseExceptInStoreAndWithDisinterest() {
    assertThat(card.conversion())
        .isEqualTo(
            new Conversion(
                Set.of(new Signal("order_completed"), new Signal("pos_purchase")),
                Set.of("explicit-interest", "active-consideration", "general-engagement")));
  }

  @Test
  void tellsTheAbandonedCartMailFromAPromotion() {
    Map<String, Object> reminder = Map.of("campaign_type", "abandoned_cart");
    assertThat(rule("returns-to-cart").where().test(reminder::get)).isTrue();
    assertThat(rule("clicks-promotion").where().test(reminder::get)).isFalse();
    assertThat(rule("returns-to-cart").where().test(name -> null)).isFalse();
    assertThat(rule("clicks-promotion").where().test(name -> null)).isTrue();
  }

  @Test
  void knowsTheTermsByTheirPaths() {
    Condition terms = rule("reads-the-terms").where();
    assertThat(terms.test(Map.<String, Object>of("path", "/shipping/eu")::get)).isTrue();
    assertThat(terms.test(Map.<String, Object>of("path", "/products/shipping")::get)).isFalse();
  }

  @Test
  void scoresOnlySignalsOfTheCatalogue() {
    assertThat(SignalCatalogue.standard().entries().keySet())
        .containsAll(rules().map(Rule::on).flatMap(Collection::stream).toList());
  }

  @Test
  void knowsTheKindsOfBehaviourThatRetailTalksAbout() {
    assertThat(card.segments())
        .extracting(Segment::id)
        .containsExactly(
            "window-shopper",
            "repeat-browser",
            "cart-abandoner",
            "bargain-hunter",
            "loyal-customer",
            "lapsed-customer");
    assertThat(card.segments()).extracting(Segment::description).doesNotContainNull();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 6, 900, champions",
    "10, 6, 500, loyal",
    "100, 3, 900, loyal",
    "10, 1, 900, new",
    "10, 2, 50, promising",
    "170, 1, 50, promising",
    "200, 5, 900, at-risk",
    "800, 5, 900, at-risk",
    "200, 1, 50, hibernating",
    "800, 2, 50, lost"
  })
  void namesItsCustomers(int daysSinceOrder, int orders, BigDecimal revenue, String name) {
    RfmGroups groups = Objects.requireNonNull(card.rfmGroups());
    assertThat(groups.nameOf(daysSinceOrder, orders, revenue)).contains(name);
  }

  private Stream<Rule> rules() {
    return card.groups().stream().map(Group::rules).flatMap(Collection::stream);
  }

  private Rule rule(String id) {
    return rules().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
  }

  private static String inWords(Rule rule) {
    Limit limit = rule.atMost();
    return "%s: %s%s%s %+.0f%s"
        .formatted(
            rule.id(),
            names(rule.on()),
            rule.where() instanceof Condition.Always ? "" : " where …",
            inWords(rule.when()),
            rule.points(),
            limit == null ? "" : ", " + limit.times() + " per " + limit.per().label());
  }

  private static String inWords(When when) {
    if (when instanceof When.CountInSession session) {
      return " ×" + session.count() + " in a session";
    }
    if (when instanceof When.CountInWindow window) {
      return " ×" + window.count() + " in " + window.within();
    }
    if (when instanceof When.Absent absent) {
      return " without " + names(absent.absent()) + " in " + absent.within();
    }
    return "";
  }

  private static String names(Set<Signal> signals) {
    return signals.stream().map(Signal::name).sorted().collect(Collectors.joining(", "));
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }
}
