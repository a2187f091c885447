package dev.leadlight.scoring.answer;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HorizonTest {

  private static final String WISH = "Product Added to Wishlist";

  private static final String CARTS =
      """
      id: carts
      tiers: [{name: low, from: 0}]
      groups:
        - id: a
          rules: [{id: adds, on: product_added, points: 1, atMost: {times: 1, per: session}}]
      """;

  private final Shop shop = Shop.withStarterCard();

  @Test
  void isNoneWhileEverythingIsExact() {
    for (int day = 0; day < 64; day++) {
      shop.u1(WISH, "P" + day + "D");
    }
    assertThat(horizon()).isEmpty();
  }

  /** The latest 64 are exact, whatever their age. */
  @Test
  void isTheEndOfTheLastDayThatIsCounted() {
    for (int day = 0; day < 100; day++) {
      shop.u1(WISH, "P" + day + "D");
    }
    assertThat(horizon()).contains(after("P36D").truncatedTo(ChronoUnit.DAYS));
  }

  @Test
  void isNeverAfterTheLatestThatWasHeard() {
    for (int minute = 0; minute < 600; minute++) {
      shop.u1(WISH, "PT" + minute + "M");
    }
    assertThat(horizon()).contains(after("PT88M"));
  }

  @Test
  void isThatOfWhatTheCardAsksForAlone() {
    for (int day = 0; day < 100; day++) {
      shop.u1("Page Viewed", "P" + day + "D");
    }
    assertThat(horizon()).isEmpty();
  }

  /** Three views are worth points in one visit only, and of visits the last 32 are remembered. */
  @Test
  void isTheFirstVisitThatIsRemembered() {
    for (int week = 0; week < 52; week++) {
      browse(shop, week);
      assertThat(horizon().isPresent()).isEqualTo(week >= 32);
    }
    assertThat(horizon()).contains(after("P" + 7 * 20 + "D"));
  }

  @Test
  void isThatOfVisitsForRulesOnVisitsAlone() {
    Scorecard visits =
        Shop.card(
            """
            id: visits
            tiers: [{name: low, from: 0}]
            groups: [{id: a, rules: [{id: comes, on: session_ended, points: 1}]}]
            """);
    Shop other = new Shop(visits);
    for (int week = 0; week < 40; week++) {
      browse(other, week);
    }
    assertThat(Horizon.of(other.lead("user:u1"), visits)).contains(after("P" + 7 * 8 + "D"));
    assertThat(Horizon.of(other.lead("user:u1"), Shop.card(CARTS))).isEmpty();
  }

  private static void browse(Shop shop, int week) {
    for (int minute = 0; minute < 3; minute++) {
      shop.u1("Product Viewed", "P" + 7 * week + "DT" + minute + "M");
    }
  }

  private Optional<Instant> horizon() {
    return Horizon.of(shop.lead("user:u1"), Scorecard.starter());
  }
}
