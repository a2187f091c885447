package dev.leadlight.routing.digest;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Messages to one destination that one reader gets in one mail.
 *
 * @param id the same however often it is sent; messages that are replayed later get another
 * @param reader the rep whose leads these are; null for the team
 * @param deliveries at least one
 */
public record Digest(
    String id, String destination, @Nullable Assignee reader, List<Delivery> deliveries) {

  public Digest {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * Puts messages into mails: each rep's into one, and into one for the team all about leads whose
   * rep has no inbox, or that have no rep.
   *
   * @param now when
   * @param most messages of a mail; what is more goes into a further one
   */
  public static List<Digest> of(
      String destination, List<Delivery> deliveries, Instant now, int most) {
    Map<String, List<Delivery>> byReader =
        deliveries.stream()
            .collect(
                Collectors.groupingBy(Digest::reader, LinkedHashMap::new, Collectors.toList()));
    List<Digest> digests = new ArrayList<>();
    for (List<Delivery> all : byReader.values()) {
      for (int from = 0; from < all.size(); from += most) {
        digests.add(of(destination, all.subList(from, Math.min(all.size(), from + most)), now));
      }
    }
    return digests;
  }

  private static Digest of(String destination, List<Delivery> deliveries, Instant now) {
    String ids = deliveries.stream().map(Delivery::id).sorted().collect(Collectors.joining("\n"));
    Assignee rep = deliveries.get(0).assignee();
    return new Digest(
        "dig_" + Sha256.hex(String.join("\n", destination, now.toString(), ids)).substring(0, 32),
        destination,
        rep == null || rep.email() == null ? null : rep,
        deliveries);
  }

  private static String reader(Delivery delivery) {
    Assignee rep = delivery.assignee();
    return rep == null || rep.email() == null ? "" : rep.repId();
  }
}
