package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.connector.dialogue.Step.ask;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.dialogue.Step;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a contact, as the contact itself tells them. HubSpot's search shows a task only
 * seconds after it was created, so whoever asks that finds none and creates a second one.
 */
record ContactTasks(HubSpotCalls calls) {

  /** Goes on with all of a contact's tasks. */
  Step of(String contact, Function<List<Payload>, Step> then) {
    return named(contact, null, List.of(), then);
  }

  /** A contact without tasks is an error within 207. */
  private Step named(
      String contact,
      @Nullable String after,
      List<String> before,
      Function<List<Payload>, Step> then) {
    return ask(
        HubSpotRequests.tasksOfContact(contact, after, calls.settings()),
        reply -> {
          if (!reply.accepted()) {
            return calls.failed(reply);
          }
          Payload found = reply.json().first("results");
          List<String> ids =
              joined(
                  before,
                  found.objects("to").stream().map(to -> to.textOr("toObjectId", "")).toList());
          String next = found.object("paging").object("next").text("after");
          return next == null ? read(ids, List.of(), then) : named(contact, next, ids, then);
        });
  }

  /** Those that were deleted meanwhile are errors within 207. */
  private Step read(List<String> ids, List<Payload> before, Function<List<Payload>, Step> then) {
    if (ids.isEmpty()) {
      return then.apply(before);
    }
    int most = Math.min(HubSpotRequests.MOST, ids.size());
    return ask(
        HubSpotRequests.readTasks(ids.subList(0, most), calls.settings()),
        reply ->
            reply.accepted()
                ? read(
                    ids.subList(most, ids.size()),
                    joined(before, reply.json().objects("results")),
                    then)
                : calls.failed(reply));
  }

  private static <T> List<T> joined(List<T> left, List<T> right) {
    return Stream.concat(left.stream(), right.stream()).toList();
  }
}
