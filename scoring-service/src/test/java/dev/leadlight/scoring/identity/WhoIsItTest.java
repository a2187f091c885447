package dev.leadlight.scoring.identity;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who an event belongs to, with the examples of docs/scoring.md. */
class WhoIsItTest {

  private static final String CART = "Product Added";

  private final Shop shop = Shop.withStarterCard();

  private double score(String identity) {
    return shop.ask(identity, after("P3D")).contributions().stream()
        .filter(each -> "adds-to-cart".equals(each.rule()))
        .mapToDouble(each -> each.matches() == null ? 0 : each.matches())
        .sum();
  }

  @Test
  void anAnonymousVisitBecomesTheUsersWhenTheyLogIn() {
    shop.send(shop.event(CART, after("PT0S"), "anonymous:a1"));
    shop.send(shop.event("Identified", after("PT1M"), "user:u1", "anonymous:a1"));
    shop.send(shop.event(CART, after("PT2M"), "anonymous:a1"));
    assertThat(score("user:u1")).isEqualTo(2);
    assertThat(shop.lead("anonymous:a1").id()).isEqualTo(shop.lead("user:u1").id());
  }

  @Test
  void chainsOfLinksEndAtTheStrongest() {
    shop.send(shop.event(CART, after("PT0S"), "anonymous:a1"));
    shop.send(shop.event(CART, after("PT1M"), "email:ann@example.com", "anonymous:a1"));
    shop.send(shop.event(CART, after("PT2M"), "loyalty:l1", "email:ann@example.com"));
    shop.send(shop.event(CART, after("PT3M"), "user:u1", "loyalty:l1"));
    assertThat(score("anonymous:a1")).isEqualTo(4);
    assertThat(shop.lead("anonymous:a1").id())
        .isEqualTo(Shop.KEYS.leadIdOf(shop.event("x", Shop.T0, "user:u1").identities().get(0)));
  }

  @Test
  void twoUsersNeverMerge() {
    shop.send(shop.event(CART, after("PT0S"), "user:u1", "email:ann@example.com"));
    shop.send(shop.event(CART, after("PT1M"), "user:u2", "email:ann@example.com"));
    assertThat(score("user:u1")).isEqualTo(1);
    assertThat(score("user:u2")).isEqualTo(1);
    assertThat(shop.lead("email:ann@example.com").id()).isEqualTo(shop.lead("user:u1").id());
  }

  @Test
  void bareEventsGoToWhoLoggedInLast() {
    shop.send(shop.event("Identified", after("PT0S"), "user:u1", "anonymous:a1"));
    shop.send(shop.event("Identified", after("P1D"), "user:u2", "anonymous:a1"));
    shop.send(shop.event(CART, after("P2D"), "anonymous:a1"));
    assertThat(score("user:u1")).isZero();
    assertThat(score("user:u2")).isEqualTo(1);
  }

  @Test
  void anEventWithTwoStrangersGoesToTheStrongerIdentity() {
    shop.send(shop.event(CART, after("PT0S"), "user:u1", "email:ann@example.com"));
    shop.send(shop.event(CART, after("PT1M"), "user:u2", "phone:+4915112345678"));
    shop.send(shop.event(CART, after("PT2M"), "email:ann@example.com", "phone:+4915112345678"));
    assertThat(score("user:u1")).isEqualTo(2);
    assertThat(score("user:u2")).isEqualTo(1);
  }

  @Test
  void twoAddressesOnOneBrowserStayTwoOnceOneHasAUser() {
    shop.send(shop.event(CART, after("PT0S"), "user:u1", "email:ann@example.com", "anonymous:a1"));
    shop.send(shop.event(CART, after("PT1M"), "email:bob@example.com", "anonymous:a1"));
    assertThat(score("email:ann@example.com")).isEqualTo(1);
    assertThat(score("email:bob@example.com")).isEqualTo(1);
  }

  @Test
  void theSixthIdentityOfAKindMakesTheOldestGo() {
    for (int i = 1; i <= 6; i++) {
      shop.send(shop.event(CART, after("PT" + 40 * i + "M"), "user:u1", "anonymous:a" + i));
    }
    assertThat(score("user:u1")).isEqualTo(6);
    assertThat(shop.lead("user:u1").identities()).hasSize(6);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> shop.lead("anonymous:a1")))
        .isNotNull();
  }

  @Test
  void theSixthGoesItselfIfItIsToldLateAndWasSeenLongestAgo() {
    shop.at(after("P1D"));
    for (int i : new int[] {1, 2, 3, 4, 5, 0}) {
      shop.send(shop.event(CART, after("PT" + 40 * i + "M"), "user:u1", "anonymous:a" + i));
    }
    assertThat(score("user:u1")).isEqualTo(6);
    assertThat(shop.lead("user:u1").identities()).hasSize(6);
    assertThat(shop.knows("anonymous:a0")).isFalse();
    shop.send(shop.event(CART, after("P2D"), "anonymous:a0"));
    assertThat(score("user:u1")).isEqualTo(6);
    assertThat(score("anonymous:a0")).isEqualTo(1);
  }

  @Test
  void limitsCountOncePerPersonAfterAMerge() {
    for (int i = 0; i < 2; i++) {
      shop.send(page("anonymous:phone", i));
      shop.send(page("anonymous:laptop", i));
    }
    shop.send(shop.event("Identified", after("PT1H"), "user:u1", "anonymous:phone"));
    shop.send(shop.event("Identified", after("PT1H"), "user:u1", "anonymous:laptop"));
    assertThat(shop.ask("user:u1", after("PT1H")).score()).isEqualTo(10, within(1e-9));
  }

  private void threeUsersOnATablet() {
    shop.send(shop.event(CART, after("PT0S"), "user:u1", "device:tablet"));
    shop.send(shop.event(CART, after("PT1M"), "device:tablet"));
    shop.send(shop.event(CART, after("PT2M"), "user:u2", "device:tablet"));
    shop.send(shop.event(CART, after("PT3M"), "user:u3", "device:tablet"));
  }

  @Test
  void aTabletThatThreeUsersHaveUsedIsNobodys() {
    threeUsersOnATablet();
    shop.send(shop.event(CART, after("PT4M"), "device:tablet"));
    assertThat(shop.ask("device:tablet", after("PT4M")).score()).isEqualTo(25, within(1e-9));
    assertThat(score("user:u1")).isEqualTo(2);
    assertThat(score("user:u2")).isEqualTo(1);
    assertThat(score("user:u3")).isEqualTo(1);
  }

  @Test
  void aSharedTabletIsSharedForGood() {
    threeUsersOnATablet();
    shop.send(shop.event(CART, after("PT4M"), "device:tablet"));
    for (int day = 1; day < 9; day++) {
      shop.send(shop.event(CART, after("P" + day + "D"), "user:u3", "device:tablet"));
      shop.send(
          shop.event(CART, after("P" + day + "DT1M"), "email:e@example.com", "device:tablet"));
      shop.send(shop.event(CART, after("P" + day + "DT2M"), "device:tablet"));
    }
    assertThat(score("device:tablet")).isEqualTo(3); // those until the third day
    assertThat(shop.lead("device:tablet").identities()).hasSize(1);
    assertThat(shop.lead("user:u3").identities()).hasSize(1);
    assertThat(shop.lead("email:e@example.com").identities()).hasSize(1);
  }

  @Test
  void twoPeopleAtHomeShareADeviceWithoutLosingIt() {
    for (int i = 0; i < 10; i++) {
      shop.send(shop.event("Identified", after("PT" + i + "H"), "user:u" + i % 2, "anonymous:a1"));
    }
    shop.send(shop.event(CART, after("PT10H"), "anonymous:a1"));
    assertThat(score("user:u1")).isEqualTo(1);
  }

  @Test
  void aBatchThatMakesADeviceSharedEqualsSingleEvents() {
    ShopperEvent[] events = {
      shop.event(CART, after("PT0S"), "user:u1", "device:tablet"),
      shop.event(CART, after("PT1M"), "device:tablet"),
      shop.event(CART, after("PT2M"), "user:u2", "device:tablet"),
      shop.event(CART, after("PT3M"), "user:u3", "device:tablet"),
      shop.event(CART, after("PT4M"), "device:tablet")
    };
    shop.send(events);
    assertThat(score("device:tablet")).isEqualTo(1);
    assertThat(score("user:u1")).isEqualTo(2);
    shop.send(events);
    assertThat(score("device:tablet")).isEqualTo(1);
    assertThat(score("user:u1")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingBeginsWithTheLeadOfASharedTill(boolean atOnce) {
    List<ShopperEvent> events =
        List.of(
            shop.event("Identified", after("PT0S"), "user:u1", "anonymous:till"),
            shop.event("Identified", after("PT1M"), "user:u2", "anonymous:till"),
            shop.event("Identified", after("PT2M"), "user:u3", "anonymous:till"),
            shop.event(CART, after("PT3M"), "anonymous:till", "device:phone"),
            shop.event("Identified", after("PT4M"), "user:u4", "anonymous:till", "device:phone"),
            shop.event(CART, after("PT5M"), "anonymous:till"));
    if (atOnce) {
      shop.send(events.toArray(ShopperEvent[]::new));
    } else {
      events.forEach(shop::send);
    }
    for (int user = 1; user <= 3; user++) {
      assertThat(score("user:u" + user)).isZero();
    }
    assertThat(score("user:u4")).isEqualTo(1); // what the phone brought along
    assertThat(score("anonymous:till")).isEqualTo(1);
    assertThat(shop.lead("anonymous:till").identities()).hasSize(1);
  }

  @Test
  void whatCountedForSomebodyCountsNotAgainWhenTheDeviceIsAnothers() {
    ShopperEvent bare = shop.event(CART, after("PT1M"), "anonymous:a1");
    shop.send(shop.event("Identified", after("PT0S"), "user:u1", "anonymous:a1"), bare);
    shop.send(shop.event("Identified", after("PT2M"), "user:u2", "anonymous:a1"), bare);
    assertThat(score("user:u1")).isEqualTo(1);
    assertThat(score("user:u2")).isZero();
  }

  @Test
  void diamondsOfLinksAreOnePerson() {
    shop.send(shop.event(CART, after("PT0S"), "anonymous:a1"));
    shop.send(shop.event(CART, after("PT1M"), "anonymous:a2"));
    shop.send(shop.event(CART, after("PT2M"), "email:ann@example.com", "anonymous:a1"));
    shop.send(shop.event(CART, after("PT3M"), "phone:+4915112345678", "anonymous:a2"));
    shop.send(shop.event(CART, after("PT4M"), "loyalty:l1", "email:ann@example.com"));
    shop.send(shop.event(CART, after("PT5M"), "loyalty:l1", "phone:+4915112345678"));
    for (String name : List.of("anonymous:a1", "anonymous:a2", "loyalty:l1")) {
      assertThat(score(name)).isEqualTo(4); // of six carts in a session four count
      assertThat(shop.lead(name).identities()).hasSize(5);
    }
  }

  @Test
  void ofTwoLeadsTheOneWithTheStrongerKindSurvivesThenTheOlder() {
    shop.send(shop.event(CART, after("PT0S"), "anonymous:a1"));
    shop.send(shop.event(CART, after("PT1H"), "anonymous:a2"));
    shop.send(shop.event(CART, after("PT2H"), "anonymous:a2", "anonymous:a1"));
    assertThat(shop.lead("anonymous:a2").id()).isEqualTo(firstLeadOf("anonymous:a1"));
    shop.send(shop.event(CART, after("PT3H"), "email:ann@example.com"));
    shop.send(shop.event(CART, after("PT4H"), "email:ann@example.com", "anonymous:a1"));
    assertThat(shop.lead("anonymous:a1").id()).isEqualTo(firstLeadOf("email:ann@example.com"));
    assertThat(shop.lead("anonymous:a1").absorbed())
        .contains(firstLeadOf("anonymous:a1"), firstLeadOf("anonymous:a2"));
  }

  @Test
  void anAliasOfAKnownUserIsRefusedAndCounted() {
    shop.send(shop.event(CART, after("PT0S"), "user:u1"));
    shop.send(shop.event("Aliased", after("PT1M"), "user:u2", "anonymous:u1"));
    assertThat(shop.lead("user:u1").id()).isNotEqualTo(shop.lead("user:u2").id());
    assertThat(shop.lead("user:u2").identities()).hasSize(1);
    assertThat(shop.refused()).isEqualTo(1);
    shop.send(shop.event("Aliased", after("PT2M"), "user:u2", "anonymous:a1"));
    assertThat(shop.lead("user:u2").identities()).hasSize(2);
  }

  @Test
  void anAddressOfSomebodyElseIsCountedWhenItIsRefused() {
    shop.send(shop.event(CART, after("PT0S"), "user:u1", "email:ann@example.com"));
    shop.send(shop.event(CART, after("PT1M"), "user:u2", "email:ann@example.com"));
    assertThat(shop.refused()).isEqualTo(1);
  }

  @Test
  void theSixthIsUnlinkedAlsoWhenAMergeBringsIt() {
    for (int i = 1; i <= 4; i++) {
      shop.send(shop.event(CART, after("PT" + i + "H"), "user:u1", "anonymous:a" + i));
      shop.send(shop.event(CART, after("PT" + i + "H"), "email:e@example.com", "anonymous:b" + i));
    }
    shop.send(shop.event(CART, after("PT9H"), "user:u1", "email:e@example.com"));
    assertThat(shop.lead("user:u1").identities()).hasSize(7);
    assertThat(shop.knows("anonymous:a1")).isFalse();
    assertThat(shop.knows("anonymous:a4")).isTrue();
    assertThat(score("user:u1")).isEqualTo(9);
    shop.send(shop.event(CART, after("PT10H"), "user:u1", "anonymous:a1"));
    assertThat(shop.lead("anonymous:a1").id()).isEqualTo(shop.lead("user:u1").id());
  }

  private static LeadId firstLeadOf(String identity) {
    return Shop.KEYS.leadIdOf(Identity.parse(identity).orElseThrow());
  }

  private ShopperEvent page(String identity, int minute) {
    return shop.event(
        "Page Viewed", after("PT" + minute + "M"), Map.of("path", "/shipping"), identity);
  }
}
