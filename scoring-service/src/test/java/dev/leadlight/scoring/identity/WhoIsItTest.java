package dev.leadlight.scoring.identity;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.scoring.Shop;
import org.junit.jupiter.api.Test;

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
  void limitsCountOncePerPersonAfterAMerge() {
    for (int i = 0; i < 2; i++) {
      shop.send(page("anonymous:phone", i));
      shop.send(page("anonymous:laptop", i));
    }
    shop.send(shop.event("Identified", after("PT1H"), "user:u1", "anonymous:phone"));
    shop.send(shop.event("Identified", after("PT1H"), "user:u1", "anonymous:laptop"));
    assertThat(shop.ask("user:u1", after("PT1H")).score()).isEqualTo(10, within(1e-9));
  }

  private dev.leadlight.contracts.event.ShopperEvent page(String identity, int minute) {
    return shop.event(
        "Page Viewed", after("PT" + minute + "M"), java.util.Map.of("path", "/shipping"), identity);
  }
}
