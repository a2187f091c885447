package dev.leadlight.routing.connector;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.TierChanges;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordingTest {

  private static final TierChange UP = Deliveries.annIsSalesReady().change();

  @Test
  void headlineSaysWhoIsWhat() {
    assertThat(Wording.headline(UP)).isEqualTo("Ann <Lee> & Co is sales-ready (100)");
    assertThat(Wording.headline(Deliveries.annIsNoLongerSalesReady().change()))
        .isEqualTo("Ann <Lee> & Co is no longer sales-ready (94)");
  }

  @Test
  void leadWithoutANameHasTheBeginningOfItsId() {
    assertThat(Wording.name(named(null))).isEqualTo("Lead AnnsLead");
    assertThat(Wording.name(named("  "))).isEqualTo("Lead AnnsLead");
  }

  @Test
  void reasonsComeByWeight() {
    assertThat(Wording.reasons(UP, 10))
        .containsExactly(
            "adds to cart ×4: +94.97", "browses: +10", "silence (active consideration): -5");
    assertThat(Wording.reasons(UP, 1)).containsExactly("adds to cart ×4: +94.97");
  }

  @Test
  void reasonsAreInWordsOfPeople() {
    TierChange change =
        TierChanges.with(
            UP,
            UP.identities(),
            UP.contact(),
            List.of(
                Contribution.ofRule("in-store", "uses_loyalty.card", 60, 1, T0),
                Contribution.ofAdjustment("explicit-interest", "cap", -50),
                Contribution.ofFloor(40),
                Contribution.ofValue("rfm.recency", 15),
                Contribution.ofValue("rfm.frequency", 10),
                Contribution.ofValue("rfm.monetary", -5),
                new Contribution("predictive", "spring-2026", null, 2, null, null)));

    assertThat(Wording.reasons(change, 10))
        .containsExactly(
            "uses loyalty card: +60",
            "limit of explicit interest: -50",
            "no score is below 0: +40",
            "last order: +15",
            "number of orders: +10",
            "amount spent: -5",
            "prediction (spring 2026): +2");
  }

  @Test
  void claimHasItsPlaceBesideTheLongestName() {
    assertThat(Wording.headline(named("x".repeat(400))))
        .isEqualTo("x".repeat(79) + "… is sales-ready (100)");
  }

  @Test
  void nameStaysOnItsLineAndTurnsNothingAround() {
    assertThat(Wording.headline(named(" Ann\r\nTier:\u2028\u202egnp.exe\u0085")))
        .isEqualTo("Ann Tier: gnp.exe is sales-ready (100)");
    assertThat(Wording.headline(named("שרה כהן")))
        .isEqualTo("\u200eשרה כהן\u200e is sales-ready (100)");
  }

  @Test
  void momentsAreThoseOfTheReadersClock() {
    Instant summer = Instant.parse("2026-07-01T22:15:00.123Z");

    assertThat(Wording.moment(summer, ZoneId.of("Europe/Berlin")))
        .isEqualTo("2 July 2026, 00:15 (Europe/Berlin)");
    assertThat(Wording.moment(summer, ZoneOffset.UTC)).isEqualTo("1 July 2026, 22:15 UTC");
  }

  private static TierChange named(@Nullable String name) {
    return TierChanges.with(
        UP, UP.identities(), new Contact(name, null, null, null, null), UP.reasons());
  }
}
