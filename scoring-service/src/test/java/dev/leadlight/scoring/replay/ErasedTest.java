package dev.leadlight.scoring.replay;

import static dev.leadlight.scoring.Shop.KEYS;
import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasedTest {

  private final Shop shop = Shop.withStarterCard();

  @Test
  void hidesWhatWasRecordedOfAPersonBeforeTheErasureAndNothingElse() {
    String key = KEYS.keyOf(Identity.parse("anonymous:a1").orElseThrow());
    LeadId lead = new LeadId(key);
    Erased erased =
        new Erased(
            List.of(
                new ErasureRequest("e2", lead, List.of(lead), List.of(key), T0),
                new ErasureRequest("e1", lead, List.of(lead), List.of(key), T0.minusSeconds(9))),
            KEYS);
    ShopperEvent theirs = shop.event("Product Added", T0, "user:u1", "anonymous:a1");
    ShopperEvent others = shop.event("Product Added", T0, "user:u1");
    assertThat(erased.hides(theirs, T0.minusSeconds(1))).isTrue();
    assertThat(erased.hides(theirs, T0)).isFalse();
    assertThat(erased.hides(others, T0.minusSeconds(1))).isFalse();
    assertThat(new Erased(List.of(), KEYS).hides(theirs, T0.minusSeconds(1))).isFalse();
  }
}
