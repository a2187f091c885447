package dev.leadlight.scoring.answer;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.score.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Shop shop = Shop.withStarterCard();

  private List<TimelineEntry> timeline(Instant now, int limit) {
    List<TimelineEntry> all = new ArrayList<>();
    Timeline.Cursor cursor = null;
    do {
      TimelinePage page =
          Timeline.page(shop.lead("user:u1"), Terms.of(Scorecard.starter()), now, cursor, limit);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.at()).isEqualTo(now);
      all.addAll(page.entries());
      String next = page.next();
      cursor = next == null ? null : Timeline.Cursor.parse(next).orElseThrow();
    } while (cursor != null);
    return all;
  }

  private void aFortnight() {
    shop.u1("Product Added", "PT0S").u1("Product Added", "PT1M").u1("Page Viewed", "PT40M");
    shop.send(
        shop.event(
            "Order Completed", after("P1D"), Map.of("order_id", "o1", "total", "50"), "user:u1"));
    shop.u1("Product Added", "P2D");
  }

  @Test
  void saysWhatEachPointCameFromThenAndNow() {
    aFortnight();
    Instant now = after("P16D");
    List<TimelineEntry> carts =
        timeline(now, 100).stream().filter(entry -> "adds-to-cart".equals(entry.rule())).toList();
    assertThat(carts).extracting(TimelineEntry::points).containsOnly(25.0);
    assertThat(Objects.requireNonNull(carts.get(0).pointsNow())).isCloseTo(12.5, within(1e-9));
    assertThat(carts).extracting(TimelineEntry::pointsNow).endsWith(0.0, 0.0); // bought since
  }

  @Test
  void whatIsLeftOfThePointsOfARuleAddsUpToItsContribution() {
    aFortnight();
    Instant now = after("P9D");
    Map<String, Double> left = new java.util.HashMap<>();
    for (TimelineEntry entry : timeline(now, 100)) {
      if (entry.kind().equals("points")) {
        left.merge(
            Objects.requireNonNull(entry.rule()),
            Objects.requireNonNull(entry.pointsNow()),
            Double::sum);
      }
    }
    shop.ask("user:u1", now).contributions().stream()
        .filter(each -> each.rule() != null && left.containsKey(each.rule()))
        .forEach(
            each ->
                assertThat(Objects.requireNonNull(left.get(each.rule())))
                    .isCloseTo(each.points(), within(1e-9)));
    assertThat(left).isNotEmpty();
  }

  @Test
  void isTheSameInPagesOfAnySize() {
    aFortnight();
    List<TimelineEntry> all = timeline(after("P3D"), 100);
    for (int limit = 1; limit < 7; limit++) {
      assertThat(timeline(after("P3D"), limit)).isEqualTo(all);
    }
    assertThat(all).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
    assertThat(all)
        .extracting(TimelineEntry::kind)
        .contains("first_seen", "visit", "order", "points", "tier_change");
  }

  @Test
  void whatIsStillToComeIsNotThere() {
    shop.u1("Product Added", "PT0S");
    assertThat(timeline(after("PT1H"), 100))
        .noneMatch(entry -> "abandons-cart".equals(entry.rule()));
    assertThat(timeline(after("PT25H"), 100))
        .anyMatch(entry -> "abandons-cart".equals(entry.rule()));
  }

  @Test
  void otherTextIsNoCursor() {
    for (String text : List.of("", "x", "%%", "MSAy", "MSAyIC0x", "eCB5IDE")) {
      assertThat(Timeline.Cursor.parse(text)).as(text).isEmpty();
    }
  }
}
