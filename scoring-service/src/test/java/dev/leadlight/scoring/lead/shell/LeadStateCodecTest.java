package dev.leadlight.scoring.lead.shell;

import static dev.leadlight.contracts.tier.Cause.Kind.TIME;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.LeadState;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadStateCodecTest {

  private static LeadState eventful() {
    Shop shop = Shop.withStarterCard();
    for (int i = 0; i < 700; i++) {
      shop.u1("Product Viewed", "PT" + 7 * i + "M");
    }
    shop.u1("Product Added", "P4D").u1("Product Added", "P4DT1M").u1("Unsubscribed", "P4DT2M");
    shop.send(
        shop.event(
            "Order Completed", after("P5D"), Map.of("order_id", "o1", "total", "12.50"), "user:u1"),
        shop.event("Order Refunded", after("P6D"), Map.of("order_id", "o1"), "user:u1"),
        shop.event("Identified", after("P6D"), "user:u1", "email:ann@example.com", "anonymous:a"));
    for (int i = 0; i < 4; i++) {
      shop.u1("Product Added", "P7DT" + i + "M");
    }
    shop.wake("user:u1", after("P200D"));
    return shop.lead("user:u1");
  }

  @Test
  void readsBackExactlyWhatItWrote() throws IOException {
    LeadState lead = eventful().read(3, 77).mergedInto(new LeadId("a".repeat(22)));
    assertThat(LeadStateCodec.read(lead.id(), LeadStateCodec.write(lead), 0)).isEqualTo(lead);
  }

  @Test
  void whatTimeHasToldIsRemembered() {
    LeadState lead = eventful();
    assertThat(lead.alarm().told()).isNotEmpty();
    assertThat(lead.changes()).extracting(change -> change.cause().kind()).contains(TIME);
  }

  @Test
  void aLeadThatNothingIsKnownOfReadsBackToo() throws IOException {
    LeadState unseen = LeadState.unseen(new LeadId("b".repeat(22)), "newsletter");
    assertThat(LeadStateCodec.read(unseen.id(), LeadStateCodec.write(unseen), 0)).isEqualTo(unseen);
  }

  @Test
  void refusesBytesThatAreSomethingElse() {
    byte[] cut = LeadStateCodec.write(eventful());
    byte[] half = java.util.Arrays.copyOf(cut, cut.length / 2);
    assertThatThrownBy(() -> LeadStateCodec.read(new LeadId("c".repeat(22)), half, 0))
        .isInstanceOf(IOException.class);
  }
}
