package dev.leadlight.scoring.score;

import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tier, since when and what comes next tell one story, whenever one asks. Histories and cards are
 * random; the seed is the parameter.
 */
@NullUnmarked // a missing answer fails the test
class TiersOverTimePropertiesTest {

  private static final List<String> SIGNALS =
      List.of("a", "b", "c", "Unsubscribed", "Store Visited", "Order Completed");
  private static final String U1 = "user:u1";
  private static final int HISTORIES = 40;
  private static final int CHANGES = 6;
  private static final int MOMENTS = 25;
  private static final Duration FOR_GOOD = Duration.ofDays(3 * 365);

  private static Scorecard card(Random random, boolean dwells) {
    StringBuilder yaml =
        new StringBuilder("id: c\ntiers: [{name: high, from: 100}, {name: middle, from: 50},")
            .append(" {name: low, from: 0}]\ntierMargin: ")
            .append(random.nextInt(12))
            .append(dwells ? "\ntierDwell: PT" + (1 + random.nextInt(200)) + "H" : "")
            .append("\nconversion: {signal: order_completed, resets: [g0]}\ngroups:\n");
    for (int g = 0; g < 3; g++) {
      yaml.append("  - {id: g").append(g);
      yaml.append(random.nextInt(3) == 0 ? ", cap: " + (20 + random.nextInt(120)) : "");
      yaml.append(decay(random)).append(", rules: [");
      for (int r = 0; r <= random.nextInt(3); r++) {
        yaml.append(r > 0 ? ", " : "").append(rule("g" + g + "r" + r, random));
      }
      yaml.append("]}\n");
    }
    return Shop.card(yaml.toString());
  }

  private static String decay(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> ", decay: {halfLife: PT%dH}".formatted(6 + random.nextInt(300));
      case 2 ->
          ", decay: {linear: {share: 0.%d, every: PT%dH}}"
              .formatted(1 + random.nextInt(9), 10 + random.nextInt(300));
      default ->
          ", decay: {idle: {after: P%dD, subtract: %d, every: P%dD}}"
              .formatted(1 + random.nextInt(10), 5 + random.nextInt(30), 1 + random.nextInt(10));
    };
  }

  /** Some take points: those fade too, and the score rises in silence. */
  private static String rule(String id, Random random) {
    int points = random.nextInt(4) == 0 ? -(10 + random.nextInt(80)) : 10 + random.nextInt(50);
    String when =
        switch (random.nextInt(5)) {
          case 0 ->
              ", when: {absent: order_completed, within: PT%dH}".formatted(5 + random.nextInt(100));
          case 1 -> ", when: {count: 2, within: session}";
          default -> "";
        };
    String signal = List.of("a", "b", "c", "unsubscribed", "store_visited").get(random.nextInt(5));
    return "{id: %s, on: %s%s, points: %d}".formatted(id, signal, when, points);
  }

  /** Sends a history; answers a moment after it at which to begin asking. */
  private static Instant happen(Shop shop, Random random) {
    Instant when = T0;
    for (int i = 0; i <= random.nextInt(12); i++) {
      int pause = random.nextInt(4) == 0 ? 200 * 3_600_000 : 1_200_000;
      when = when.plusMillis(random.nextInt(pause));
      String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
      Map<String, Object> properties =
          signal.startsWith("Order") ? Map.of("order_id", "o" + i, "total", "60") : Map.of();
      shop.send(shop.event(signal, when, properties, U1));
    }
    return when.plusMillis(random.nextInt(50 * 3_600_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatNextAndSinceSayIsWhatOneFindsThen(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES; i++) {
      Shop shop = new Shop(card(random, i % 4 > 0));
      Instant now = happen(shop, random);
      for (int change = 0; change < CHANGES; change++) {
        LeadAnswer answer = shop.ask(U1, now);
        LeadAnswer.Next next = answer.next();
        Instant end = next == null ? now.plus(FOR_GOOD) : next.at();
        assertStays(shop, answer, now, end, random);
        if (next == null) {
          break;
        }
        LeadAnswer then = shop.ask(U1, next.at());
        assertThat(then.tier()).isEqualTo(next.tier()).isNotEqualTo(answer.tier());
        assertThat(then.since()).isBetween(next.at().minusMillis(999), next.at());
        now = next.at();
      }
    }
  }

  /** In the second before the end, and at moments between, most of them soon. */
  private static void assertStays(
      Shop shop, LeadAnswer answer, Instant now, Instant end, Random random) {
    long seconds = end.getEpochSecond() - now.getEpochSecond() - 1;
    for (int i = 0; i <= MOMENTS && seconds > 0; i++) {
      double share = i == 0 ? 1 : Math.pow(random.nextDouble(), 3);
      Instant at = Instant.ofEpochSecond(now.getEpochSecond() + (long) Math.ceil(share * seconds));
      LeadAnswer later = shop.ask(U1, at.isBefore(now) ? now : at);
      assertThat(later.tier()).as("at %s, asked at %s", at, now).isEqualTo(answer.tier());
      assertThat(later.since()).as("at %s, asked at %s", at, now).isEqualTo(answer.since());
    }
  }
}
