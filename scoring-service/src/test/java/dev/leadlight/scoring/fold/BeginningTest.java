package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.Shop;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When a lead began. Somebody who was forgotten may begin anew under the same lead id, and what is
 * told of either has to be told apart from the other.
 */
class BeginningTest {

  private final Shop shop = Shop.withStarterCard();

  @Test
  void isToldWithEachChangeAndEachLook() {
    shop.at(after("PT1M")).u1("Product Added", "PT0S");
    shop.at(after("PT2M")).u1("Product Added", "PT2M").u1("Product Added", "PT2M");
    assertThat(changes()).containsExactly(after("PT1M"));
    assertThat(looks()).hasSizeGreaterThan(1).containsOnly(after("PT1M"));
  }

  @Test
  void isThatOfTheLeadItselfWhateverOlderOnesBecomePartOfIt() {
    shop.send(shop.event("Product Added", after("PT0S"), "anonymous:old"));
    shop.u1("Product Added", "P1D");
    shop.send(shop.event("Product Added", after("P2D"), "user:u1", "anonymous:old"));
    shop.u1("Product Added", "P3D");
    assertThat(shop.lead("anonymous:old")).isEqualTo(shop.lead("user:u1"));
    assertThat(shop.lead("user:u1").begunAt()).isEqualTo(after("P1D").toEpochMilli());
    assertThat(shop.lead("user:u1").firstSeenAt()).isEqualTo(after("PT0S").toEpochMilli());
  }

  @Test
  void ofWhoIsTakenOutOfAnotherIsThatMoment() {
    shop.send(shop.event("Product Added", after("PT0S"), "user:u1", "anonymous:a"));
    shop.at(after("P1D")).unmerge("user:u1", "anonymous:a");
    assertThat(shop.lead("anonymous:a").begunAt()).isEqualTo(after("P1D").toEpochMilli());
    assertThat(shop.lead("user:u1").begunAt()).isEqualTo(after("PT0S").toEpochMilli());
  }

  private List<Instant> changes() {
    return shop.effects.stream()
        .filter(Effect.TierChanged.class::isInstance)
        .map(effect -> ((Effect.TierChanged) effect).change())
        .map(TierChange::begunAt)
        .toList();
  }

  private List<Instant> looks() {
    return shop.effects.stream()
        .filter(Effect.Observed.class::isInstance)
        .map(effect -> ((Effect.Observed) effect).snapshot().begunAt())
        .toList();
  }
}
