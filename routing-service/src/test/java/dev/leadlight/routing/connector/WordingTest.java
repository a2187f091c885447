package dev.leadlight.routing.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.TierChanges;
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
            "adds-to-cart ×4: +94.97", "browses: +10", "idle of active-consideration: -5");
    assertThat(Wording.reasons(UP, 1)).containsExactly("adds-to-cart ×4: +94.97");
  }

  private static TierChange named(@Nullable String name) {
    return TierChanges.with(
        UP, UP.identities(), new Contact(name, null, null, null, null), UP.reasons());
  }
}
