package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a published card changes by itself: told to others, or only recorded. */
class PublicationTest {

  private static final String USER = "user:u1";

  private static Scorecard card(int version, int points, String published) {
    return Shop.card(
        """
        id: c
        version: %d
        %s
        tiers: [{name: high, from: 100}, {name: middle, from: 50}, {name: low, from: 0}]
        groups:
          - {id: g, decay: {halfLife: P10D}, rules: [{id: a, on: a, points: %d}]}
        """
            .formatted(version, published, points));
  }

  private static String published(String when, boolean announce) {
    return "published: {at: '" + after(when) + "', announce: " + announce + "}";
  }

  private static Shop highLead() {
    Shop shop = new Shop(card(1, 60, ""));
    shop.u1("a", "PT0S").u1("a", "PT0S");
    assertThat(shop.lead(USER).tier()).isEqualTo("high");
    shop.effects.clear();
    return shop;
  }

  private static List<Cause> causes(Shop shop) {
    return shop.effects.stream()
        .filter(Effect.TierChanged.class::isInstance)
        .map(effect -> ((Effect.TierChanged) effect).change())
        .map(TierChange::cause)
        .toList();
  }

  @Test
  void isToldWithItsCardAsTheCause() {
    Shop shop = highLead();
    shop.publish(card(2, 30, published("PT1H", true)));
    shop.wake(USER, after("PT1H"));
    assertThat(shop.announced()).containsExactly("high>middle");
    assertThat(causes(shop)).containsExactly(new Cause(Cause.Kind.SCORECARD, "2", null));
    shop.wake(USER, after("PT2H"));
    assertThat(shop.announced()).hasSize(1);
  }

  @Test
  void isRecordedOnlyIfThePublisherChoseSo() {
    Shop shop = highLead();
    shop.publish(card(2, 30, published("PT1H", false)));
    shop.wake(USER, after("PT1H"));
    assertThat(shop.announced()).isEmpty();
    assertThat(shop.lead(USER).tier()).isEqualTo("middle");
    assertThat(shop.ask(USER, after("PT1H")).tier()).isEqualTo("middle");
  }

  @Test
  void leavesToEventsWhatTheyChangeThemselves() {
    Shop shop = highLead();
    shop.publish(card(2, 30, published("PT1H", false)));
    shop.u1("b", "PT2H");
    assertThat(shop.announced()).isEmpty();
    shop.u1("a", "PT3H").u1("a", "PT3H");
    assertThat(shop.announced()).containsExactly("middle>high");
  }

  @Test
  void leavesToTimeWhatTimeBringsLater() {
    Shop shop = highLead();
    shop.publish(card(2, 30, published("PT1H", false)));
    shop.wake(USER, after("PT1H"));
    shop.silentUntil(USER, after("P20D"));
    assertThat(shop.announced()).containsExactly("middle>low");
    assertThat(causes(shop).get(0).kind()).isEqualTo(Cause.Kind.TIME);
  }

  /** A crossing that only the new card puts into the silence before it is the card's doing. */
  @Test
  void isTheCauseOfWhatItMovesIntoThePast() {
    Shop shop = highLead();
    shop.publish(card(2, 53, published("P2D", false)));
    shop.wake(USER, after("P2DT1S"));
    assertThat(shop.announced()).isEmpty();
    assertThat(shop.lead(USER).tier()).isEqualTo("middle");
  }

  @Test
  void changesNothingIfTheCardIsTheSame() {
    Shop shop = highLead();
    shop.publish(card(2, 60, published("PT1M", true)));
    assertThat(shop.wake(USER, after("PT1M"))).isEmpty();
  }
}
