package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.LeadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for silence, caps and publications, whatever the card and the history. */
@NullUnmarked // a missing answer fails the test
class DecayPropertiesTest {

  private static final List<String> SIGNALS = List.of("a", "b", "c", "d");
  private static final String U1 = "user:u1";

  /** A random card whose groups fade in different ways; in some points are taken. */
  private static Scorecard card(Random random, boolean takes, boolean isCapped) {
    StringBuilder yaml =
        new StringBuilder("id: c\ntiers: [{name: high, from: 30}, {name: middle, from: 12},")
            .append(" {name: low, from: 0}]\ntierMargin: ")
            .append(random.nextInt(4))
            .append("\ngroups:\n");
    for (int g = 0; g < SIGNALS.size(); g++) {
      String decay =
          switch (random.nextInt(takes ? 2 : 3)) {
            case 0 -> "{halfLife: PT" + (1 + random.nextInt(200)) + "H}";
            case 1 -> "{linear: {share: 0.1, every: PT" + (1 + random.nextInt(30)) + "H}}";
            default -> "{idle: {after: P2D, subtract: 3, every: P1D}}";
          };
      int points = (takes && g % 2 == 1 ? -1 : 1) * (5 + random.nextInt(30));
      yaml.append("  - {id: g").append(g).append(isCapped ? ", cap: 25" : "");
      yaml.append(", decay: ").append(decay).append(", rules: [{id: r").append(g);
      yaml.append(", on: ").append(SIGNALS.get(g)).append(", points: ").append(points);
      yaml.append("}]}\n");
    }
    return Shop.card(yaml.toString());
  }

  private static List<ShopperEvent> history(Shop shop, Random random) {
    List<ShopperEvent> events = new ArrayList<>();
    Instant when = T0;
    for (int i = 0; i < 14; i++) {
      when = when.plusSeconds(random.nextInt(40_000)).plusMillis(random.nextInt(1000));
      events.add(shop.event(SIGNALS.get(random.nextInt(SIGNALS.size())), when, U1));
    }
    return events;
  }

  private static Instant end(List<ShopperEvent> events) {
    return events.get(events.size() - 1).occurredAt();
  }

  @Test
  void aSmallLossByTheHourGoesOnUntilNothingIsLeft() {
    Shop shop =
        new Shop(
            Shop.card(
                """
                id: c
                tiers: [{name: low, from: 0}]
                groups:
                  - id: g
                    decay: {idle: {after: P1D, subtract: 0.1, every: PT1H}}
                    rules: [{id: r, on: a, points: 200}]
                """));
    shop.send(shop.event("a", T0, U1));
    assertThat(shop.score("PT1023H")).isEqualTo(100, within(1e-6));
    assertThat(shop.score("PT1523H")).isEqualTo(50, within(1e-6));
    assertThat(shop.score("PT2023H")).isEqualTo(0, within(1e-6));
    shop.send(shop.event("a", T0.plus(Duration.ofDays(125)), U1));
    assertThat(shop.score("PT3523H")).isEqualTo(150, within(1e-6));
  }

  /**
   * Given points only: silence takes, and where it takes smoothly a second takes next to nothing.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void silenceNeverRaisesAScoreAndFadesItSmoothly(long seed) {
    Random random = new Random(seed);
    Scorecard card = card(random, false, random.nextBoolean());
    Shop shop = new Shop(card);
    List<ShopperEvent> events = history(shop, random);
    events.forEach(shop::send);
    Ledger ledger = Ledger.of(shop.lead(U1).united(), card);
    List<Long> jumps = new ArrayList<>();
    for (long jump : ledger.jumps()) {
      jumps.add(jump);
    }
    double before = ledger.pointsAt(end(events).toEpochMilli());
    for (int i = 0; i < 3000; i++) {
      long at = end(events).plusSeconds(600L * i).toEpochMilli();
      double points = ledger.pointsAt(at);
      assertThat(points).isLessThanOrEqualTo(before + 1e-9);
      if (jumps.stream().noneMatch(jump -> jump > at - 1000 && jump <= at)) {
        assertThat(points).isEqualTo(ledger.pointsAt(at - 1000), within(0.1));
      }
      before = points;
    }
  }

  /** Also where points that were taken fade, so that a score rises by itself and falls again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void theNextTierIsExactToTheSecondWhicheverWayTheScoreGoes(long seed) {
    Random random = new Random(seed);
    Scorecard card = card(random, true, random.nextBoolean());
    Shop shop = new Shop(card);
    List<ShopperEvent> events = history(shop, random);
    events.forEach(shop::send);
    Tiering tiering = new Tiering(Ledger.of(shop.lead(U1).united(), card));
    Instant now = end(events);
    for (int i = 0; i < 8; i++) {
      String tier = tiering.tierAt(now);
      Tiering.Next next = tiering.nextAfter(now);
      Instant until = next == null ? now.plus(Duration.ofDays(90)) : next.at();
      for (Instant at = now; at.isBefore(until); at = at.plusSeconds(300)) {
        assertThat(tiering.tierAt(at)).as("tier at %s", at).isEqualTo(tier);
      }
      if (next == null) {
        return;
      }
      assertThat(tiering.tierAt(next.at().minusSeconds(1))).isEqualTo(tier);
      assertThat(tiering.tierAt(next.at())).isEqualTo(next.tier()).isNotEqualTo(tier);
      assertThat(tiering.standingAt(next.at()).since())
          .isBetween(next.at().minusSeconds(1), next.at());
      now = next.at();
    }
  }

  @Test
  void aScoreThatRisesAndFallsAgainReachesItsTierOnTheWay() {
    Scorecard card =
        Shop.card(
            """
            id: c
            tiers: [{name: high, from: 40}, {name: low, from: 0}]
            groups:
              - {id: gives, decay: {halfLife: P14D}, rules: [{id: up, on: a, points: 100}]}
              - {id: takes, decay: {halfLife: P1D}, rules: [{id: down, on: b, points: -100}]}
            """);
    Shop shop = new Shop(card).u1("a", "PT0S").u1("b", "PT0S");
    Tiering.Next rise =
        new Tiering(Ledger.of(shop.lead(U1).united(), card)).nextAfter(Shop.after("PT1S"));
    assertThat(rise.tier()).isEqualTo("high");
    assertThat(shop.ask(U1, rise.at()).next().tier()).isEqualTo("low");
  }

  /**
   * A cap is a matter of reading: with or without it the same is stored, and what it took returns.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void capsNeverAlterWhatIsStored(long seed) {
    Shop free = new Shop(card(new Random(seed), false, false));
    Shop capped = new Shop(card(new Random(seed), false, true));
    List<ShopperEvent> events = history(free, new Random(seed));
    for (ShopperEvent event : events) {
      free.send(event);
      capped.send(event);
    }
    assertThat(capped.lead(U1).evidence()).isEqualTo(free.lead(U1).evidence());
    capped.publish(card(new Random(seed), false, false));
    for (int day = -3; day < 30; day++) {
      Instant at = end(events).plus(Duration.ofDays(day));
      assertThat(capped.ask(U1, at).score()).isEqualTo(free.ask(U1, at).score(), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void publishingTheSameCardAgainChangesNothing(long seed) {
    Shop shop = new Shop(card(new Random(seed), false, true));
    List<ShopperEvent> events = history(shop, new Random(seed));
    events.forEach(shop::send);
    Instant now = end(events);
    shop.wake(U1, now);
    LeadState before = shop.lead(U1);
    double score = shop.ask(U1, now).score();
    shop.publish(card(new Random(seed), false, true));
    assertThat(shop.ask(U1, now).score()).isEqualTo(score);
    assertThat(shop.wake(U1, now)).isEmpty();
    assertThat(shop.lead(U1)).isEqualTo(before);
  }
}
