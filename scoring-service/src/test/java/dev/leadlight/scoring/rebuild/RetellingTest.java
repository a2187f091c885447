package dev.leadlight.scoring.rebuild;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Ledger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A lead whose log begins on day 50: what was before is known from its state alone. */
class RetellingTest {

  private static final String U1 = "user:u1";
  private static final Instant BEGIN = after("P50D");

  private final Shop shop = Shop.withStarterCard();
  private final Shop log = Shop.withStarterCard();

  private void happens(String signal, String when) {
    ShopperEvent event = shop.event(signal, after(when), U1);
    shop.send(event);
    if (!event.occurredAt().isBefore(BEGIN)) {
      log.send(event);
    }
  }

  /** Told within the log, of a time before it. */
  private void isImported(String signal, String when) {
    ShopperEvent event = shop.event(signal, after(when), U1);
    shop.send(event);
    log.send(event);
  }

  private LeadState retold() {
    return Retelling.of(shop.lead(U1), log.lead(U1), BEGIN.toEpochMilli());
  }

  private static double scoreOnDay60(LeadState lead) {
    return Ledger.of(lead.united(), Scorecard.starter()).scoreAt(after("P60D")).points();
  }

  @Test
  void activityThatGoesOnAcrossTheBeginningIsNoSilence() {
    happens("Product Added to Wishlist", "PT0S");
    happens("Product Added to Wishlist", "PT1S");
    for (int hour = 20 * 24; hour < 60 * 24; hour += 20) {
      happens("Page Viewed", "PT" + hour + "H");
    }
    Evidence before = shop.lead(U1).united();
    LeadState retold = retold();
    assertThat(retold.united().activity()).isEqualTo(before.activity());
    assertThat(scoreOnDay60(retold)).isCloseTo(scoreOnDay60(shop.lead(U1)), within(1e-9));
  }

  @Test
  void aVisitAcrossTheBeginningStaysOne() {
    happens("Page Viewed", "P49DT23H40M");
    happens("Page Viewed", "P49DT23H55M");
    happens("Page Viewed", "P50DT10M");
    happens("Page Viewed", "P50DT20M");
    assertThat(retold().united().sessions()).isEqualTo(shop.lead(U1).united().sessions());
  }

  @Test
  void silenceAcrossTheBeginningStays() {
    happens("Product Added to Wishlist", "PT0S");
    happens("Page Viewed", "P10D");
    happens("Page Viewed", "P59D");
    Evidence before = shop.lead(U1).united();
    assertThat(retold().united().activity()).isEqualTo(before.activity());
    assertThat(scoreOnDay60(retold())).isCloseTo(scoreOnDay60(shop.lead(U1)), within(1e-9));
  }

  @Test
  void anImportOfLongAgoCountsOnceThoughTheLogHasItToo() {
    for (int day = -300; day <= 60; day += 2) {
      happens("Product Added to Wishlist", "P" + day + "D");
    }
    for (int day = -1_000; day < -900; day += 3) {
      isImported("Product Added to Wishlist", "P" + day + "D");
    }
    Evidence before = shop.lead(U1).united();
    assertThat(before.days()).isNotEmpty();
    assertThat(log.lead(U1).united().days()).isEmpty();
    Evidence retold = retold().united();
    assertThat(retold.days()).isEqualTo(before.days());
    assertThat(retold.exact()).isEqualTo(before.exact());
  }

  @Test
  void theDayOnWhichTheLogBeginsStaysWhole() {
    for (int hour = 0; hour < 24; hour++) {
      happens("Product Added to Wishlist", "P49DT" + (14 + hour) + "H");
    }
    for (int day = 51; day <= 200; day++) {
      happens("Product Added to Wishlist", "P" + day + "D");
    }
    Evidence before = shop.lead(U1).united();
    assertThat(before.days()).isNotEmpty();
    assertThat(retold().united().days()).isEqualTo(before.days());
  }
}
