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

  /** In words, for whoever wrote another one. */
  static final String RULE =
      "a JSON pointer to /event, /type, /userId, /anonymousId, /timestamp, /name, /category,"
          + " /groupId, /previousId, or below /properties, /traits or /context";

  static boolean isOfMessage(List<String> path) {
    String root = path.get(0);
    return path.size() == 1 ? PLAIN.contains(root) : OBJECTS.contains(root) && path.size() <= 8;
  }

  private MessagePlaces() {}
}
