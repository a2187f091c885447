package dev.leadlight.benchmarks.fold;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.LeadState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What shoppers of a shop do, in the shares in which shops see it; the same for the same seed. */
public final class Histories {

  /** When every history ends. */
  public static final Instant END = Instant.parse("2026-03-02T10:00:00Z");

  private static final List<String> DEEDS =
      List.of(
          "page_viewed",
          "page_viewed",
          "page_viewed",
          "page_viewed",
          "page_viewed",
          "page_viewed",
          "product_viewed",
          "product_viewed",
          "product_viewed",
          "product_viewed",
          "product_added",
          "product_list_viewed",
          "email_opened",
          "email_link_clicked",
          "product_added_to_wishlist",
          "products_searched");

  private static final IdentityKeys KEYS = IdentityKeys.of("a secret for benchmarks only");

  private final Random random;
  private final String idPrefix;
  private int ids;

  /** The histories of a seed. */
  public Histories(long seed) {
    random = new Random(seed);
    idPrefix = "ajs-next-1772445600000-" + seed + "-";
  }

  /** A lead that has done so many things over so many days, in visits of a few minutes. */
  public LeadState lead(Fold fold, String name, int deeds, int days, int orders) {
    List<Identity> identities = identities(name);
    LeadState state =
        LeadState.unseen(KEYS.leadIdOf(identities.get(0)), fold.card().lowestTier().name());
    List<ShopperEvent> events = new ArrayList<>();
    Instant when = END.minus(Duration.ofDays(days));
    Duration visit = Duration.ofDays(days).dividedBy(Math.max(1, deeds / 8));
    for (int i = 0; i < deeds; i++) {
      when = i % 8 == 0 ? END.minus(Duration.ofDays(days)).plus(visit.multipliedBy(i / 8)) : when;
      when = when.plusSeconds(5 + random.nextInt(40));
      events.add(deed(when, i < deeds / 3 ? identities.subList(1, 2) : identities));
    }
    for (int i = 0; i < orders; i++) {
      Instant at = END.minus(Duration.ofDays(1 + (long) days * i / orders));
      events.add(order(at, identities));
    }
    long offset = 0;
    for (ShopperEvent event : events) {
      for (Identity identity : event.identities()) {
        state = state.seen(identity, event.occurredAt().toEpochMilli());
      }
      state =
          fold.fold(state, event, event.identities().get(0), false, event.occurredAt())
              .state()
              .read(0, offset++);
    }
    return state;
  }

  /** The names of a person: a user and the browser before. */
  public static List<Identity> identities(String name) {
    return List.of(
        Identity.parse("user:" + name).orElseThrow(),
        Identity.parse("anonymous:browser-of-" + name).orElseThrow());
  }

  /** One more deed, drawn from what shoppers do. */
  public ShopperEvent deed(Instant when, List<Identity> identities) {
    return event(DEEDS.get(random.nextInt(DEEDS.size())), when, identities, null);
  }

  /** Something is bought. */
  public ShopperEvent order(Instant when, List<Identity> identities) {
    return event("order_completed", when, identities, "129.90");
  }

  /** A certain deed. */
  public ShopperEvent deed(String signal, Instant when, List<Identity> identities) {
    return event(signal, when, identities, null);
  }

  private ShopperEvent event(
      String name, Instant when, List<Identity> identities, @Nullable String total) {
    Signal signal = new Signal(name);
    Channel channel =
        SignalCatalogue.standard()
            .find(signal)
            .map(SignalCatalogue.Entry::channel)
            .orElse(Channel.ONLINE);
    return new ShopperEvent(
        idPrefix + ids++,
        signal,
        identities,
        channel,
        "benchmark",
        when,
        when.plusMillis(40),
        null,
        Map.of("product_id", "p" + random.nextInt(50), "price", 49.9, "category", "lamps"),
        Map.of("path", random.nextInt(10) == 0 ? "/returns" : "/products/lamp", "title", "Lamp"),
        Map.of(),
        Map.of(),
        total == null ? null : new BigDecimal(total),
        total == null ? null : "EUR");
  }
}
