package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong link is undone as if it had never been. */
class UnmergeTest {

  private static final List<String> SIGNALS =
      List.of(
          "Product Added",
          "Product Viewed",
          "Product Viewed",
          "Product Added to Wishlist",
          "Email Opened",
          "Store Visited",
          "Order Completed",
          "Order Refunded",
          "Unsubscribed");

  private final Shop shop = Shop.withStarterCard();

  private static List<ShopperEvent> deedsOf(Shop shop, Random random, String... names) {
    List<ShopperEvent> events = new ArrayList<>();
    Instant when = T0;
    for (int i = 0; i < 40; i++) {
      when = when.plusSeconds((long) Math.exp(random.nextDouble() * 13));
      String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
      Map<String, Object> properties =
          signal.startsWith("Order")
              ? Map.of("order_id", names[0] + random.nextInt(3), "total", "99.90")
              : Map.of();
      String name = names[random.nextInt(names.length)];
      events.add(
          random.nextInt(4) == 0
              ? shop.event(signal, when, properties, names)
              : shop.event(signal, when, properties, name));
    }
    // Whatever they do apart, the names of one person belong together from the start.
    events.add(0, shop.event("Identified", T0, names));
    return events;
  }

  private static List<ShopperEvent> interleaved(
      List<ShopperEvent> left, List<ShopperEvent> right, Random random) {
    List<ShopperEvent> all = new ArrayList<>();
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      boolean takeLeft = r == right.size() || (l < left.size() && random.nextBoolean());
      all.add(takeLeft ? left.get(l++) : right.get(r++));
    }
    return all;
  }

  private static void assertSame(Shop linked, Shop neverLinked, String name, Instant end) {
    for (int day = -150; day < 200; day += 7) {
      Instant at = end.plus(Duration.ofDays(day));
      LeadAnswer expected = neverLinked.ask(name, at);
      LeadAnswer actual = linked.ask(name, at);
      assertThat(actual.score()).isEqualTo(expected.score(), within(1e-9));
      assertThat(actual.tier()).isEqualTo(expected.tier());
      assertThat(actual.next()).isEqualTo(expected.next());
      assertThat(actual.rfm()).isEqualTo(expected.rfm());
      assertThat(actual.contributions().stream().map(Contribution::rule))
          .isEqualTo(expected.contributions().stream().map(Contribution::rule).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void bothScoreAsIfTheyHadNeverBeenLinked(long seed) {
    Random random = new Random(seed);
    List<ShopperEvent> ann = deedsOf(shop, random, "user:ann", "email:ann@example.com");
    List<ShopperEvent> bob = deedsOf(shop, random, "loyalty:bob", "anonymous:b1");
    List<ShopperEvent> all = interleaved(ann, bob, random);
    Instant end = all.stream().map(ShopperEvent::occurredAt).max(Instant::compareTo).orElseThrow();
    // Nobody did anything in the call that linked them: channel and signal are no deeds.
    ShopperEvent link = shop.event("Email Delivered", T0, "user:ann", "loyalty:bob");
    all.add(random.nextInt(all.size()), link);
    shop.at(end);
    Shop neverLinked = Shop.withStarterCard().at(end);
    ann.forEach(neverLinked::send);
    bob.forEach(neverLinked::send);

    all.forEach(shop::send);
    assertThat(shop.lead("anonymous:b1").id()).isEqualTo(shop.lead("user:ann").id());
    shop.unmerge("user:ann", "loyalty:bob", "anonymous:b1");
    assertSame(shop, neverLinked, "user:ann", end);
    assertSame(shop, neverLinked, "anonymous:b1", end);

    Collections.shuffle(all, random);
    all.forEach(shop::send); // the link among them
    assertSame(shop, neverLinked, "user:ann", end);
    assertSame(shop, neverLinked, "anonymous:b1", end);
    assertThat(shop.lead("loyalty:bob").id()).isEqualTo(shop.lead("anonymous:b1").id());
    assertThat(shop.lead("email:ann@example.com").id()).isEqualTo(shop.lead("user:ann").id());

    ShopperEvent later = shop.event("Product Added", end, "anonymous:b1");
    shop.send(later);
    neverLinked.send(later);
    assertSame(shop, neverLinked, "user:ann", end);
    assertSame(shop, neverLinked, "anonymous:b1", end);
  }

  @Test
  void theLeadIdThatWasAbsorbedComesBack() {
    shop.send(shop.event("Product Added", after("PT0S"), "anonymous:a1"));
    shop.send(shop.event("Product Added", after("PT1M"), "user:u1", "anonymous:a1"));
    shop.unmerge("user:u1", "anonymous:a1");
    assertThat(shop.lead("anonymous:a1").id())
        .isEqualTo(Shop.KEYS.leadIdOf(Identity.parse("anonymous:a1").orElseThrow()));
    assertThat(shop.lead("user:u1").absorbed()).isEmpty();
    assertThat(shop.ask("anonymous:a1", after("PT1M")).contributions()).hasSize(1);
  }

  @Test
  void alsoTheNameGiverOfALeadCanBeTakenOut() {
    shop.send(shop.event("Product Added", after("PT0S"), "user:u1", "anonymous:a1"));
    shop.send(shop.event("Product Added", after("PT1M"), "anonymous:a1"));
    shop.unmerge("user:u1", "user:u1");
    assertThat(shop.lead("user:u1").id()).isNotEqualTo(shop.lead("anonymous:a1").id());
    assertThat(shop.ask("user:u1", after("PT1M")).contributions().get(0).matches()).isEqualTo(1);
    assertThat(shop.ask("anonymous:a1", after("PT1M")).contributions().get(0).matches())
        .isEqualTo(1);
  }

  @Test
  void whatWasTakenApartStaysApart() {
    shop.send(shop.event("Product Added", after("PT0S"), "user:u1", "anonymous:a1"));
    shop.unmerge("user:u1", "anonymous:a1");
    shop.send(shop.event("Product Added", after("PT1H"), "user:u1", "anonymous:a1"));
    shop.send(shop.event("Product Added", after("PT2H"), "anonymous:a1"));
    shop.send(shop.event("Identified", after("PT3H"), "anonymous:a1", "device:d1"));
    shop.send(shop.event("Identified", after("PT4H"), "user:u1", "device:d1"));
    shop.send(shop.event("Identified", after("PT5H"), "loyalty:l1", "anonymous:a1"));
    shop.send(shop.event("Identified", after("PT6H"), "user:u1", "loyalty:l1"));
    assertThat(shop.ask("anonymous:a1", after("PT6H")).contributions().get(0).matches())
        .isEqualTo(1);
    assertThat(shop.lead("user:u1").id()).isNotEqualTo(shop.lead("anonymous:a1").id());
  }

  @Test
  void theWordOfAnOperatorAlsoHoldsBeforeTheLinkIsSeen() {
    Shop first = Shop.withStarterCard();
    first.send(first.event("Identified", after("PT0S"), "user:u1", "anonymous:a1"));
    ShopperEvent word = first.separation("user:u1", "anonymous:a1");
    shop.send(word);
    shop.send(shop.event("Product Added", after("PT0S"), "anonymous:a1"));
    shop.send(shop.event("Identified", after("PT1M"), "user:u1", "anonymous:a1"));
    assertThat(shop.lead("user:u1").id()).isNotEqualTo(shop.lead("anonymous:a1").id());
    assertThat(shop.ask("anonymous:a1", after("PT1M")).score()).isEqualTo(25, within(0.1));
  }

  @Test
  void nobodyCanPartLeadsByAnEventOfThatName() {
    shop.send(shop.event("Product Added", after("PT0S"), "user:u1", "anonymous:a1"));
    shop.send(
        shop.event(
            "Lead Unmerged",
            after("PT1M"),
            Map.of("leaving", List.of("anonymous:a1")),
            "user:u1",
            "anonymous:a1"));
    assertThat(shop.lead("user:u1").id()).isEqualTo(shop.lead("anonymous:a1").id());
  }

  @Test
  void tellsTheTiersThatChangeByItAndWhoLeftWhom() {
    for (int i = 0; i < 4; i++) {
      shop.send(shop.event("Product Added", after("PT" + i + "S"), "anonymous:a1"));
    }
    shop.send(shop.event("Identified", after("PT1M"), "user:u1", "anonymous:a1"));
    shop.effects.clear();
    ShopperEvent word = shop.separation("user:u1", "anonymous:a1");
    shop.send(word);
    assertThat(shop.announced())
        .containsExactly("sales-ready>newsletter", "newsletter>sales-ready");
    assertThat(separatedFrom()).containsExactly(shop.lead("user:u1").id().value());
    List<Effect> told = List.copyOf(shop.effects);
    shop.effects.clear();
    shop.send(word);
    assertThat(shop.effects).isEqualTo(told);
  }

  private List<String> separatedFrom() {
    return shop.effects.stream()
        .filter(Effect.Observed.class::isInstance)
        .map(effect -> ((Effect.Observed) effect).snapshot())
        .map(FeatureSnapshot::separatedFrom)
        .filter(from -> from != null)
        .map(Object::toString)
        .toList();
  }
}
