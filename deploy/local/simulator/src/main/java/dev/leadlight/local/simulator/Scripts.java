package dev.leadlight.local.simulator;

import static dev.leadlight.local.simulator.Evidence.Fading.HALF_IN_A_FORTNIGHT;
import static dev.leadlight.local.simulator.Evidence.Fading.HALF_IN_A_MONTH;
import static dev.leadlight.local.simulator.Evidence.Fading.NOT_YET;

import java.time.Duration;
import java.util.Map;

/** What each persona does, with the points the starter scorecard gives for it beside. */
final class Scripts {
  private static final Duration NEXT_SESSION = Duration.ofHours(2);

  private Scripts() {}

  /** The shopper's whole story; at most {@link Simulation#LENGTH} long. */
  static Shopper play(Persona persona, Diary diary) {
    Diary written =
        switch (persona) {
          case WINDOW_SHOPPER -> windowShopper(diary);
          case REPEAT_BROWSER -> repeatBrowser(diary);
          case CART_ABANDONER -> cartAbandoner(diary);
          case LOYAL_CUSTOMER -> loyalCustomer(diary);
          case IN_STORE_REGULAR -> inStoreRegular(diary);
          case SPAM_REPORTER -> spamReporter(diary);
        };
    return written.finished(persona);
  }

  private static Diary windowShopper(Diary diary) {
    return diary
        .page("/")
        .aMomentLater()
        .product("Product Viewed")
        .aMomentLater()
        .product("Product Viewed")
        .aMomentLater()
        .page("/shipping/costs")
        .earning(5, NOT_YET);
  }

  private static Diary repeatBrowser(Diary diary) {
    threeViews(diary.page("/"));
    threeViews(diary.after(NEXT_SESSION));
    for (int wishes = 0; wishes < 3; wishes++) {
      diary.aMomentLater().product("Product Added to Wishlist").earning(10, NOT_YET);
    }
    return diary;
  }

  private static Diary cartAbandoner(Diary diary) {
    diary.page("/").aMomentLater().product("Product Viewed");
    for (int items = 0; items < 4; items++) {
      diary.aMomentLater().product("Product Added").earning(25, HALF_IN_A_FORTNIGHT);
    }
    diary.earningAt(diary.now().plus(Duration.ofDays(1)), 10, NOT_YET); // the cart is left alone
    return diary
        .aMomentLater()
        .product("Back In Stock Requested")
        .earning(20, HALF_IN_A_FORTNIGHT)
        .aMomentLater()
        .signIn();
  }

  /** The orders wipe out what led to them; what they are worth themselves stays. */
  private static Diary loyalCustomer(Diary diary) {
    diary.alreadyKnown().signIn();
    diary.aMomentLater().product("Product Added").aMomentLater();
    order(diary, 120).after(NEXT_SESSION).product("Product Added").aMomentLater();
    order(diary, 240);
    return diary
        .earning(15, NOT_YET) // bought within 30 days
        .earning(5, NOT_YET) // twice
        .earning(10, NOT_YET) // for more than 300 EUR
        .aMomentLater()
        .product("Product Added to Wishlist")
        .earning(10, NOT_YET);
  }

  private static Diary inStoreRegular(Diary diary) {
    diary.alreadyKnown();
    storeVisit(diary.after(Duration.ofDays(-6)));
    storeVisit(diary.after(Duration.ofDays(3)));
    storeVisit(diary.after(Duration.ofDays(3)));
    return diary.earning(20, NOT_YET); // the third visit in a month
  }

  private static Diary spamReporter(Diary diary) {
    return diary
        .alreadyKnown()
        .track("Email Opened", Map.of("campaign_type", "promotion"))
        .earning(1, HALF_IN_A_MONTH)
        .aMomentLater()
        .track("Email Link Clicked", Map.of("campaign_type", "promotion"))
        .earning(5, HALF_IN_A_MONTH)
        .aMomentLater()
        .track("Email Marked as Spam", Map.of("campaign_type", "promotion"))
        .earning(-100, NOT_YET);
  }

  private static void threeViews(Diary diary) {
    for (int views = 0; views < 3; views++) {
      diary.aMomentLater().product("Product Viewed");
    }
    diary.earning(10, NOT_YET);
  }

  private static Diary order(Diary diary, int total) {
    return diary.track(
        "Order Completed",
        Map.of(
            "order_id",
            "O-" + diary.now().toEpochMilli(),
            "total",
            total,
            "revenue",
            total,
            "currency",
            "EUR"));
  }

  private static void storeVisit(Diary diary) {
    diary
        .inStore("Wi-Fi Checked In", Map.of("store_id", "S-1"))
        .earning(3, NOT_YET)
        .aMomentLater()
        .inStore("Loyalty Transaction", Map.of("store_id", "S-1", "points", 12))
        .earning(15, NOT_YET)
        .aMomentLater()
        .inStore("Store Visited", Map.of("store_id", "S-1"));
  }
}
