package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.scorecard.Decay;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Purchases;
import dev.leadlight.scoring.lead.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ledger's short cuts against the definitions they stand for, spelled out here without any:
 * points match by match, silence step by step, the tier second by second. Histories and cards are
 * random; the seed is the parameter.
 */
class LedgerPropertiesTest {

  private static final List<String> SIGNALS = List.of("a", "b", "c", "Order Completed");
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static Scorecard card(Random random) {
    return Shop.card(
        """
        id: c
        tiers: [{name: high, from: 60}, {name: middle, from: 25}, {name: low, from: 0}]
        tierMargin: %d
        tierDwell: PT%dH
        conversion: {signal: order_completed, resets: [halving, idle]}
        groups:
          - id: halving
            cap: 50
            decay: {halfLife: P%dD}
            rules:
              - {id: a, on: a, points: 8}
              - {id: b, on: b, points: 5, atMost: {times: 2, per: day}}
          - id: linear
            decay: {linear: {share: 0.1, every: P%dD}}
            rules: [{id: c, on: c, points: 9, atMost: {times: 2, per: session}}]
          - id: idle
            decay: {idle: {after: P%dD, subtract: 7, every: P%dD}}
            rules:
              - {id: pairs, on: a, when: {count: 2, within: P3D}, points: 6}
              - {id: left, on: b, when: {absent: c, within: P2D}, points: 11}
          - {id: kept, rules: [{id: spent, on: c, points: -2, atMost: {times: 3, per: lifetime}}]}
        value: {rfm: {recencyDays: {3: 9, 20: 4}, frequency: {2: 6}, monetary: {150: 5}}}
        """
            .formatted(
                random.nextInt(8),
                random.nextBoolean() ? 0 : 30,
                1 + random.nextInt(10),
                1 + random.nextInt(3),
                2 + random.nextInt(4),
                1 + random.nextInt(4)));
  }

  private static Evidence evidence(Shop shop, Random random) {
    Instant when = T0;
    List<ShopperEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      when = when.plusSeconds((long) Math.exp(random.nextDouble() * 13));
      String signal = SIGNALS.get(random.nextInt(random.nextInt(4) == 0 ? 4 : 3));
      String[] names = {random.nextBoolean() ? "user:u1" : "anonymous:a1"};
      events.add(shop.event(signal, when, Map.of("order_id", "o" + i, "total", "60"), names));
    }
    events.add(shop.event("Identified", when, "user:u1", "anonymous:a1"));
    events.forEach(shop::send);
    return shop.lead("user:u1").united();
  }

  private static List<Long> moments(Ledger ledger, Evidence evidence, Random random) {
    TreeSet<Long> all = new TreeSet<>();
    for (long jump : ledger.jumps()) {
      all.addAll(List.of(jump - 1, jump, jump + 1));
    }
    long end = evidence.activity().end(evidence.activity().size() - 1);
    for (int i = 0; i < 60; i++) {
      all.add(
          T0.toEpochMilli() + (long) (random.nextDouble() * (end - T0.toEpochMilli() + 40 * DAY)));
    }
    return List.copyOf(all);
  }

  /** Points match by match and step by step. */
  private static double expected(Scorecard card, Evidence evidence, long at) {
    long[] orders = evidence.ordersInTime().stream().mapToLong(order -> order.at()).toArray();
    double sum =
        Value.at(at, new Purchases(evidence), card.exchange())
            .contributions(new Worth(Objects.requireNonNull(card.rfm())), at)
            .stream()
            .mapToDouble(Contribution::points)
            .sum();
    for (Group group : card.groups()) {
      boolean isReset =
          card.conversion() != null && card.conversion().resets().contains(group.id());
      long hidden =
          isReset
              ? Arrays.stream(orders).filter(order -> order <= at).max().orElse(Long.MIN_VALUE)
              : Long.MIN_VALUE;
      sum += points(group, card, evidence, hidden, at);
    }
    return Math.max(0, sum);
  }

  private static double points(
      Group group, Scorecard card, Evidence evidence, long hidden, long at) {
    double sum = 0;
    List<long[]> counted = new ArrayList<>();
    for (Rule rule : group.rules()) {
      long[] times =
          Arrays.stream(new Matches(rule, card.zone()).in(evidence))
              .filter(time -> time > hidden && time <= at)
              .toArray();
      counted.add(times);
      for (long time : times) {
        sum += rule.points() * share(group.decay(), at - time);
      }
    }
    if (group.decay() instanceof Decay.Idle idle) {
      sum -= loss(group, idle, counted, evidence.activity(), at);
    }
    return group.cap() == null ? sum : Math.min(sum, group.cap());
  }

  private static double share(Decay decay, long age) {
    if (decay instanceof Decay.HalfLife half) {
      return Math.pow(0.5, age / (double) half.halfLife().toMillis());
    }
    if (decay instanceof Decay.Linear linear) {
      return Math.max(0, 1 - linear.share() * age / linear.every().toMillis());
    }
    return 1;
  }

  private static double loss(
      Group group, Decay.Idle idle, List<long[]> counted, Spans activity, long at) {
    double value = 0;
    double loss = 0;
    long done = Long.MIN_VALUE;
    for (int i = 0; i < activity.size(); i++) {
      long until = i + 1 < activity.size() ? Math.min(activity.start(i + 1), at) : at;
      long step = activity.end(i) + idle.after().toMillis();
      for (; step <= until; step += idle.every().toMillis()) {
        for (int r = 0; r < counted.size(); r++) {
          for (long time : counted.get(r)) {
            value += time >= done && time < step ? group.rules().get(r).points() : 0;
          }
        }
        double taken = Math.max(0, Math.min(value, idle.subtract()));
        value -= taken;
        loss += taken;
        done = step;
      }
    }
    return loss;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void pointsAreThoseOfTheDefinition(long seed) {
    Random random = new Random(seed);
    Scorecard card = card(random);
    Evidence evidence = evidence(new Shop(card), random);
    Ledger ledger = Ledger.of(evidence, card);
    for (long at : moments(ledger, evidence, random)) {
      double points = ledger.pointsAt(at);
      assertThat(points).isEqualTo(expected(card, evidence, at), within(1e-9));
      assertThat(points).isEqualTo(ledger.scoreAt(Instant.ofEpochMilli(at)).points(), within(1e-9));
      assertThat(points).isLessThanOrEqualTo(ledger.most());
    }
  }

  /** Between jumps nothing jumps: a step that is left out takes nothing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void pointsJumpAtJumpsOnly(long seed) {
    Random random = new Random(seed);
    Scorecard card = card(random);
    Evidence evidence = evidence(new Shop(card), random);
    Ledger ledger = Ledger.of(evidence, card);
    long[] jumps = ledger.jumps();
    long last = jumps[jumps.length - 1];
    for (long at = T0.toEpochMilli(); at < last + 3 * DAY; at += 20 * 60 * 1000L) {
      long later = at + 20 * 60 * 1000L;
      long from = at;
      if (Arrays.stream(jumps).noneMatch(jump -> jump > from && jump <= later)) {
        // In twenty minutes at most 0.1 points of ten matches fade.
        assertThat(ledger.pointsAt(later)).isEqualTo(ledger.pointsAt(at), within(1.5));
      }
    }
  }

  /** The tier now is where a walk through every jump and every minute between has led. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void tiersAreThoseOfTheWalk(long seed) {
    Random random = new Random(seed);
    Scorecard card = card(random);
    Evidence evidence = evidence(new Shop(card), random);
    Ledger ledger = Ledger.of(evidence, card);
    Tiering tiering = new Tiering(ledger);
    long[] jumps = ledger.jumps();
    TreeSet<Long> steps = new TreeSet<>();
    Arrays.stream(jumps).forEach(jump -> steps.addAll(List.of(jump - 1, jump)));
    for (long at = jumps[0]; at < jumps[jumps.length - 1] + 40 * DAY; at += 60_000) {
      steps.add(at);
    }
    int tier = card.tiers().size() - 1;
    @Nullable Long since = null;
    int i = 0;
    for (long at : steps) {
      int next = step(card, evidence, ledger, tier, since, at);
      since = next == tier ? since : Long.valueOf(at);
      tier = next;
      if (i++ % 97 == 0 && (since == null || at - since > 60_000)) {
        Tiering.Standing standing = tiering.standingAt(Instant.ofEpochMilli(at));
        assertThat(standing.tier()).isEqualTo(card.tiers().get(tier).name());
        assertThat(tiering.tierAt(Instant.ofEpochMilli(at))).isEqualTo(standing.tier());
      }
    }
  }

  private static int step(
      Scorecard card, Evidence evidence, Ledger ledger, int tier, @Nullable Long since, long at) {
    double rounded = Math.floor(ledger.pointsAt(at) + 0.5);
    int up = reached(card, rounded, 0);
    if (up <= tier) {
      return up;
    }
    boolean isReset =
        since != null
            && evidence.ordersInTime().stream()
                .anyMatch(order -> order.at() >= since && order.at() <= at);
    boolean isKept = since != null && at < since + card.tierDwell().toMillis() && !isReset;
    return isKept ? tier : Math.max(tier, reached(card, rounded, card.tierMargin()));
  }

  private static int reached(Scorecard card, double rounded, double below) {
    for (int i = 0; i < card.tiers().size(); i++) {
      if (rounded >= card.tiers().get(i).from() - below) {
        return i;
      }
    }
    return card.tiers().size() - 1;
  }
}
