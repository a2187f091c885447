package dev.leadlight.scoring.lead;

import static dev.leadlight.scoring.Events.saying;
import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.scoring.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileTest {

  private final Shop shop = Shop.withStarterCard();

  @Test
  void aBannersYesDoesNotLiftANoToMails() {
    List<ShopperEvent> told =
        List.of(
            said("Product Viewed", 0, Map.of("email", true)),
            said("Unsubscribed", 1, Map.of("email", false, "marketing", false)),
            said("Product Viewed", 2, Map.of("email", true, "marketing", true)));

    assertThat(given(told, "email")).isFalse();
    assertThat(given(told.subList(0, 1), "email")).isTrue();
    assertThat(given(told, "marketing")).isTrue();
  }

  @Test
  void whoSubscribesAgainWantsMails() {
    List<ShopperEvent> told =
        List.of(
            said("Subscribed", 0, Map.of("email", true)),
            said("Unsubscribed", 1, Map.of("email", false)),
            said("Subscribed", 2, Map.of("email", true)),
            said("Product Viewed", 3, Map.of("email", true)));

    assertThat(given(told, "email")).isTrue();
    assertThat(given(told.subList(0, 2), "email")).isFalse();
  }

  /** Events come late, and leads are united: each part is told by itself and then put together. */
  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<ShopperEvent> told =
        new ArrayList<>(
            List.of(
                said("Product Viewed", 0, Map.of("email", true)),
                said("Subscribed", 1, Map.of("email", true)),
                said("Unsubscribed", 2, Map.of("email", false)),
                said("Product Viewed", 3, Map.of("email", true)),
                said("Subscribed", 4, Map.of("email", true)),
                said("Unsubscribed", 5, Map.of("email", false)),
                said("Product Viewed", 6, Map.of("email", true))));
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(told, random);
      int cut = random.nextInt(told.size());
      Profile united = profile(told.subList(0, cut)).and(profile(told.subList(cut, told.size())));
      assertThat(consent(united, "email"))
          .isEqualTo(new Profile.Consent(false, T0.plus(Duration.ofDays(5)).toEpochMilli()));
    }
  }

  private ShopperEvent said(String event, int day, Map<String, Boolean> consent) {
    return saying(shop.event(event, T0.plus(Duration.ofDays(day)), "user:u1"), consent);
  }

  private static boolean given(List<ShopperEvent> told, String purpose) {
    return consent(profile(told), purpose).given();
  }

  private static Profile.Consent consent(Profile profile, String purpose) {
    return Objects.requireNonNull(profile.consents().get(purpose));
  }

  private static Profile profile(List<ShopperEvent> told) {
    Profile profile = Profile.unknown();
    for (ShopperEvent event : told) {
      profile = profile.with(event);
    }
    return profile;
  }
}
