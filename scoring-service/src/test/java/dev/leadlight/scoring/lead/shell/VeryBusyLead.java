package dev.leadlight.scoring.lead.shell;

import static dev.leadlight.scoring.Shop.T0;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.LeadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Somebody who does hardly anything else: a visit a day or more from two browsers, a till card, a
 * mailbox, and many orders.
 */
final class VeryBusyLead {

  private static final List<String> ONLINE =
      List.of(
          "Product Viewed",
          "Product Viewed",
          "Product Viewed",
          "Page Viewed",
          "Page Viewed",
          "Product List Viewed",
          "Product Added",
          "Product Added to Wishlist",
          "Coupon Applied",
          "Checkout Started",
          "Video Playback Completed",
          "Product Tool Used");
  private static final List<String> MAIL =
      List.of("Email Delivered", "Email Opened", "Email Opened", "Email Link Clicked");
  private static final List<String> STORE =
      List.of("Store Visited", "Wi-Fi Checked In", "Loyalty Transaction");

  private final Random random = new Random(7);
  private final Shop shop = Shop.withStarterCard();
  private final String user = "user:customer-104233";
  private final String[] browsers = {"anonymous:" + uuid(), "anonymous:" + uuid()};
  private final int days;
  private final int visitPercent;
  private final int orderPercent;
  private int orders;

  /**
   * Some months of it.
   *
   * @param visitPercent on how many of a hundred days somebody comes
   * @param orderPercent how many of a hundred visits end with an order
   */
  VeryBusyLead(int days, int visitPercent, int orderPercent) {
    this.days = days;
    this.visitPercent = visitPercent;
    this.orderPercent = orderPercent;
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** How many events there were. */
  int events;

  LeadState lead() {
    shop.send(shop.event("Identified", T0, user, "loyalty:4006381333931", browsers[0]));
    shop.send(shop.event("Identified", T0, user, "email:charlotte.busy@example.com", browsers[1]));
    for (int day = 0; day < days; day++) {
      if (random.nextInt(100) < visitPercent) {
        visit(day);
      }
      if (random.nextInt(100) < visitPercent / 4) {
        visit(day);
      }
      some(MAIL, day, random.nextInt(3), "email:charlotte.busy@example.com");
      if (random.nextInt(6) == 0) {
        some(STORE, day, 1 + random.nextInt(2), "loyalty:4006381333931");
      }
    }
    return shop.lead(user);
  }

  private void visit(int day) {
    String browser = browsers[random.nextInt(2)];
    Instant when = T0.plus(Duration.ofDays(day)).plusMillis(random.nextInt(50_000_000));
    int deeds = 5 + random.nextInt(8);
    for (int i = 0; i < deeds; i++) {
      when = when.plusMillis(5_000 + random.nextInt(120_000));
      String signal = ONLINE.get(random.nextInt(ONLINE.size()));
      send(signal, when, Map.of("path", "/products/" + random.nextInt(500)), user, browser);
    }
    if (random.nextInt(100) < orderPercent) {
      send("Order Completed", when.plusMillis(30_000), order(), user, browser);
    }
  }

  private Map<String, Object> order() {
    String total = (10 + random.nextInt(190)) + "." + (10 + random.nextInt(90));
    return Map.of(
        "order_id", "SO-" + (100_000 + 37 * orders++ + random.nextInt(30)), "total", total);
  }

  private void some(List<String> signals, int day, int count, String... who) {
    for (int i = 0; i < count; i++) {
      Instant when = T0.plus(Duration.ofDays(day)).plusMillis(random.nextInt(80_000_000));
      send(signals.get(random.nextInt(signals.size())), when, Map.of(), who);
    }
  }

  private void send(String signal, Instant when, Map<String, Object> properties, String... who) {
    events++;
    List<ShopperEvent> batch = new ArrayList<>(List.of(shop.event(signal, when, properties, who)));
    shop.send(batch.toArray(ShopperEvent[]::new));
  }
}
