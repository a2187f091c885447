package dev.leadlight.ingest.imports;

import java.util.List;
import java.util.Set;

/** Which places of a message a mapping may fill. */
final class MessagePlaces {

  private static final Set<String> PLAIN =
      Set.of(
          "type",
          "event",
          "userId",
          "anonymousId",
          "timestamp",
          "name",
          "category",
          "groupId",
          "previousId");

  private static final Set<String> OBJECTS = Set.of("properties", "traits", "context");

  /** Members that name a person or an order, by their last name. */
  private static final Set<String> NAMES =
      Set.of(
          "userId",
          "anonymousId",
          "loyalty_id",
          "loyaltyId",
          "crm_id",
          "crmId",
          "phone",
          "order_id",
          "orderId",
          "transaction_id",
          "refund_id");

  /** Of all amounts of a message. */
  static final List<String> CURRENCY = List.of("properties", "currency");

  /** In words, for whoever wrote another one. */
  static final String RULE =
      "a JSON pointer to /event, /type, /userId, /anonymousId, /timestamp, /name, /category,"
          + " /groupId, /previousId, or below /properties, /traits or /context";

  static boolean isOfMessage(List<String> path) {
    String root = path.get(0);
    return path.size() == 1 ? PLAIN.contains(root) : OBJECTS.contains(root) && path.size() <= 8;
  }

  /** Whether two that are equal there are the same one. */
  static boolean isName(List<String> path) {
    return NAMES.contains(path.get(path.size() - 1));
  }

  private MessagePlaces() {}
}
