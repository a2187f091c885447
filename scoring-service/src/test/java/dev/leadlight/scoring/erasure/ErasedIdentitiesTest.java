package dev.leadlight.scoring.erasure;

import static dev.leadlight.scoring.Shop.KEYS;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.LeadState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasedIdentitiesTest {

  private final Shop shop = Shop.withStarterCard();

  private ErasureRequest annIsErasedAfterADay() {
    shop.send(
        shop.event("Product Viewed", T0, "anonymous:a"),
        shop.event("Identified", T0, "user:ann", "email:ann@example.com", "anonymous:a"));
    return Erasing.request(shop.lead("user:ann"), null, KEYS, after("P1D"));
  }

  private ShopperEvent event(String... identities) {
    return shop.event("Product Added", T0, identities);
  }

  @Test
  void coverWhatWasRecordedBeforeUnderAnyOfTheIdentitiesAndNothingElse() {
    ErasedIdentities erased = ErasedIdentities.nobody().with(List.of(annIsErasedAfterADay()));

    assertThat(erased.cover(event("anonymous:a"), T0, KEYS)).isTrue();
    assertThat(erased.cover(event("device:d", "email:ann@example.com"), T0, KEYS)).isTrue();
    assertThat(erased.cover(event("user:ann"), after("P1D"), KEYS)).isTrue();
    assertThat(erased.cover(event("user:ann"), after("P1DT0.001S"), KEYS)).isFalse();
    assertThat(erased.cover(event("user:bob"), T0, KEYS)).isFalse();
    assertThat(ErasedIdentities.nobody().cover(event("user:ann"), T0, KEYS)).isFalse();
  }

  @Test
  void ofTwoRequestsTheLaterCountsInWhicheverOrderTheyAreTold() {
    ErasureRequest first = annIsErasedAfterADay();
    ErasureRequest second = Erasing.request(shop.lead("user:ann"), null, KEYS, after("P9D"));
    ShopperEvent event = event("user:ann");
    assertThat(
            ErasedIdentities.nobody().with(List.of(first, second)).cover(event, after("P5D"), KEYS))
        .isTrue();
    assertThat(
            ErasedIdentities.nobody()
                .with(List.of(second))
                .with(List.of(first))
                .cover(event, after("P5D"), KEYS))
        .isTrue();
  }

  @Test
  void beyondOthersAreWhoeverWasForgottenSinceAndTheirLeads() {
    ErasureRequest first = annIsErasedAfterADay();
    LeadState ann = shop.lead("user:ann");
    ErasedIdentities before = ErasedIdentities.nobody().with(List.of(first));
    assertThat(before.concern(ann, KEYS)).isTrue();
    assertThat(before.beyond(ErasedIdentities.nobody()).concern(ann, KEYS)).isTrue();
    assertThat(before.beyond(before).concern(ann, KEYS)).isFalse();

    ErasureRequest again = Erasing.request(ann, null, KEYS, after("P2D"));
    assertThat(before.with(List.of(again)).beyond(before).concern(ann, KEYS)).isTrue();
    shop.send(event("user:bob"));
    assertThat(before.concern(shop.lead("user:bob"), KEYS)).isFalse();
  }

  @Test
  void concernALeadWithEvidenceFromAnIdentityThatSomebodyElseHasNow() {
    ErasedIdentities erased = ErasedIdentities.nobody().with(List.of(annIsErasedAfterADay()));
    LeadState browser = shop.lead("user:ann").without(identity("user:ann"));
    assertThat(
            erased.concern(
                browser.without(identity("email:ann@example.com")).without(identity("anonymous:a")),
                KEYS))
        .isTrue();
  }

  private static Identity identity(String label) {
    return Identity.parse(label).orElseThrow();
  }

  @Test
  void areForgottenThemselvesWhenTheLogIs() {
    ErasedIdentities erased = ErasedIdentities.nobody().with(List.of(annIsErasedAfterADay()));
    assertThat(erased.since(after("P2D")).cover(event("user:ann"), T0, KEYS)).isFalse();
  }

  @Test
  void aRequestNamesNobodyAndIsTheSameWhenAskedAgain() {
    ErasureRequest request = annIsErasedAfterADay();
    String json = new String(ContractJson.write(request), StandardCharsets.UTF_8);
    assertThat(json).doesNotContain("ann");
    assertThat(request.identities()).hasSize(3);
    assertThat(request.leads()).contains(request.leadId()).hasSizeGreaterThan(1);
    assertThat(Erasing.request(shop.lead("user:ann"), null, KEYS, after("P2D")).id())
        .isEqualTo(request.id());
  }

  @Test
  void somebodyUnknownIsAskedForByTheIdentityAlone() {
    Identity nobody = Identity.parse("user:nobody").orElseThrow();
    LeadState unseen = LeadState.unseen(KEYS.leadIdOf(nobody), "newsletter");
    assertThat(Erasing.request(unseen, nobody, KEYS, T0).identities())
        .containsExactly(KEYS.keyOf(nobody));
  }
}
