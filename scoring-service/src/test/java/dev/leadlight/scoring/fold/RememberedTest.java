package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.AnnouncedChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much is remembered of a lead as a whole, as docs/scoring.md says. */
class RememberedTest {

  private static Instant hour(long hours) {
    return T0.plus(Duration.ofHours(hours));
  }

  @Test
  void theLast8TierChangesAreKnown() {
    Shop shop =
        new Shop(
            Shop.card(
                """
                id: up-and-down
                tiers: [{name: hot, from: 10}, {name: cold, from: 0}]
                conversion: {signal: order_completed, resets: [interest]}
                groups: [{id: interest, rules: [{id: adds, on: product_added, points: 10}]}]
                """));
    for (int i = 0; i < 6; i++) {
      shop.send(shop.event("Product Added", hour(2L * i), "user:u1"));
      shop.send(shop.event("Order Completed", hour(2L * i + 1), "user:u1"));
    }

    List<AnnouncedChange> changes = shop.lead("user:u1").changes();
    assertThat(changes)
        .extracting(AnnouncedChange::sequence)
        .containsExactly(IntStream.rangeClosed(5, 12).mapToObj(i -> (long) i).toArray(Long[]::new));
    assertThat(changes.get(7).to()).isEqualTo("cold");
  }

  @Test
  void theLast256LeadsThatItHasAbsorbedAreKnown() {
    Shop shop = Shop.withStarterCard();
    for (int i = 0; i < 260; i++) {
      String browser = "anonymous:a" + i;
      shop.send(shop.event("Product Viewed", hour(2L * i), browser));
      shop.send(shop.event("Product Viewed", hour(2L * i + 1), "user:u1", browser));
    }

    assertThat(shop.lead("user:u1").absorbed())
        .hasSize(256)
        .contains(leadOf("anonymous:a4"), leadOf("anonymous:a259"))
        .doesNotContain(leadOf("anonymous:a3"));
  }

  private static LeadId leadOf(String identity) {
    return Shop.KEYS.leadIdOf(Identity.parse(identity).orElseThrow());
  }
}
