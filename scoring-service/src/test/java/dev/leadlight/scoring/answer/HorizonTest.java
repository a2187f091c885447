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

  private Optional<Instant> horizon() {
    return Horizon.of(shop.lead("user:u1"), Scorecard.starter());
  }
}
