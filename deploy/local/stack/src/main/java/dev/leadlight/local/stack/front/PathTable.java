package dev.leadlight.local.stack.front;

import static dev.leadlight.local.stack.service.Service.FEEDBACK;
import static dev.leadlight.local.stack.service.Service.INGEST;
import static dev.leadlight.local.stack.service.Service.ROUTING;
import static dev.leadlight.local.stack.service.Service.SCORING;

import dev.leadlight.local.stack.service.Service;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which service owns a path: the first pattern that fits, else feedback-service.
 *
 * <p>In a pattern {@code *} stands for one segment and a final {@code **} for any number, none
 * included. A final slash makes no difference.
 */
public final class PathTable {
  /** What tracking SDKs call a message's type in paths, in full and by one letter. */
  private static final List<String> TRACKING_CALLS =
      List.of(
          "identify",
          "track",
          "page",
          "screen",
          "group",
          "alias",
          "batch",
          "import",
          "i",
          "t",
          "p",
          "s",
          "g",
          "a",
          "b",
          "m");

  private static final List<Row> ROWS =
      Stream.of(
              TRACKING_CALLS.stream().map(call -> Row.of("/v1/" + call, INGEST)),
              TRACKING_CALLS.stream().map(call -> Row.of("/" + call, INGEST)),
              rows(
                  INGEST,
                  "/v1/projects/*/settings",
                  "/projects/*/settings",
                  "/analytics.js/**",
                  "/beacon/**",
                  "/pixel/**",
                  "/sourceConfig",
                  "/api/s/**",
                  "/v1/webhooks/**",
                  "/v1/imports/**",
                  "/sdk/**"),
              rows(SCORING, "/v1/leads/**", "/v1/backtests/**", "/v1/shadow/**"),
              rows(
                  ROUTING,
                  "/v1/destinations/**",
                  "/v1/playbooks/**",
                  "/v1/reps/**",
                  "/v1/assignments/**",
                  "/v1/deliveries/**",
                  "/v1/hooks/**",
                  "/v1/slack/**"))
          .flatMap(rows -> rows)
          .toList();

  private PathTable() {}

  /** The owner of a request's path, which is given without its query. */
  public static Service ownerOf(String path) {
    List<String> segments = segments(path);
    return ROWS.stream()
        .filter(row -> row.fits(segments))
        .map(Row::owner)
        .findFirst()
        .orElse(FEEDBACK);
  }

  private static Stream<Row> rows(Service owner, String... patterns) {
    return Stream.of(patterns).map(pattern -> Row.of(pattern, owner));
  }

  private static List<String> segments(String path) {
    return Stream.of(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }

  private record Row(List<String> pattern, Service owner) {

    static Row of(String pattern, Service owner) {
      return new Row(segments(pattern), owner);
    }

    boolean fits(List<String> path) {
      boolean open = pattern.get(pattern.size() - 1).equals("**");
      int fixed = open ? pattern.size() - 1 : pattern.size();
      if (open ? path.size() < fixed : path.size() != fixed) {
        return false;
      }
      for (int i = 0; i < fixed; i++) {
        if (!pattern.get(i).equals("*") && !pattern.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }
  }
}
