package dev.leadlight.scoring.lead.shell;

import static dev.leadlight.contracts.tier.Cause.Kind.TIME;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Profile;
import dev.leadlight.scoring.score.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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
        shop.event(
            "Order Refunded",
            after("P5D"),
            Map.of("order_id", "o1", "total_refunded", "2.50"),
            "user:u1"),
        shop.event("Identified", after("P6D"), "user:u1", "email:ann@example.com", "anonymous:a"),
        Events.saying(
            shop.event("Subscribed", after("P6D"), "user:u1", "email:ann@example.com"),
            Map.of("email", true)));
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
  void aVeryBusyLeadFitsIntoEightKilobytes() throws IOException {
    VeryBusyLead shopper = new VeryBusyLead(180, 60, 15);
    LeadState lead = shopper.lead();
    byte[] packed = LeadStateCodec.write(lead);
    assertThat(shopper.events).isGreaterThan(1_400);
    assertThat(lead.united().orders()).hasSizeGreaterThan(25);
    assertThat(packed).hasSizeLessThanOrEqualTo(8 * 1024);
    assertThat(LeadStateCodec.read(lead.id(), packed, 0)).isEqualTo(lead);
  }

  /** Lead id, then the bytes in Base64. */
  @Test
  void readsWhatOlderVersionsHaveStored() throws IOException {
    List<String> golden = Files.readAllLines(Path.of("src/test/resources/golden/lead-state-1.txt"));
    LeadId id = new LeadId(golden.get(0));
    byte[] stored =
        Base64.getMimeDecoder().decode(String.join("", golden.subList(1, golden.size())));
    LeadState lead = LeadStateCodec.read(id, stored, 0);
    LeadAnswer answer = LeadAnswer.of(lead, Terms.of(Scorecard.starter()), after("P8D"));
    assertThat(answer.score()).isEqualTo(60.174423718277495, within(1e-9));
    assertThat(answer.rfm().monetary()).isEqualByComparingTo("10.00");
    assertThat(lead.messages().size()).isEqualTo(49);
    assertThat(LeadStateCodec.read(id, LeadStateCodec.write(lead), 0)).isEqualTo(lead);
  }

  @Test
  void anOlderStateSaysWhenItBeganIfNobodyElseIsInIt() throws IOException {
    LeadState older = eventful().begun(LeadState.LONG_AGO);
    LeadState united = older.absorbing(LeadState.unseen(new LeadId("e".repeat(22)), ""), "");
    assertThat(LeadStateCodec.read(older.id(), LeadStateCodec.write(older), 0).begunAt())
        .isEqualTo(older.firstSeenAt());
    assertThat(LeadStateCodec.read(older.id(), LeadStateCodec.write(united), 0).knowsBeginning())
        .isFalse();
  }

  @Test
  void anOlderProfileOfAWholePersonIsThatOfTheStrongestName() throws IOException {
    LeadState unseen = LeadState.unseen(new LeadId("d".repeat(22)), "newsletter");
    Identity user = new Identity(IdentityKind.USER, "u1");
    Profile ann =
        new Profile("Ann", "de", null, 7, Map.of(), new Profile.StoreVisit("s-1", 7), null);
    PackedOutput older = new PackedOutput();
    older.writeRawBytes(LeadStateCodec.write(unseen.seen(user, 7)));
    older.writeNested(5, inner -> ProfileCodec.write(ann, inner));
    LeadState read = LeadStateCodec.read(unseen.id(), older.toByteArray(), 0);
    assertThat(read.profiles()).isEqualTo(Map.of("user:u1", ann));
  }

  @Test
  void refusesADeflatedStateThatIsCutOff() {
    byte[] whole = LeadStateCodec.write(new VeryBusyLead(40, 60, 20).lead());
    assertThat(whole[0]).isZero();
    for (int size : new int[] {1, 4, 5, 100, whole.length / 2}) {
      byte[] cut = Arrays.copyOf(whole, size);
      assertThatThrownBy(() -> LeadStateCodec.read(new LeadId("c".repeat(22)), cut, 0))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesBytesThatAreSomethingElse() {
    byte[] cut = LeadStateCodec.write(eventful());
    byte[] half = java.util.Arrays.copyOf(cut, cut.length / 2);
    assertThatThrownBy(() -> LeadStateCodec.read(new LeadId("c".repeat(22)), half, 0))
        .isInstanceOf(IOException.class);
  }
}
