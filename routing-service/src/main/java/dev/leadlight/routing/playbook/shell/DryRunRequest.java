package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.playbook.Playbook;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run is asked. One of change, lead and period is there.
 *
 * @param change to be taken now
 * @param lead whose latest change is taken as it was
 * @param from first moment of the period whose changes are taken as they were
 * @param to first moment after it
 * @param playbooks drafts instead of all those in force; null for those in force
 * @param cursor behind which the period goes on
 * @param limit most changes in the answer
 */
record DryRunRequest(
    @Nullable TierChange change,
    @Nullable String lead,
    Instant from,
    Instant to,
    @Nullable List<Playbook> playbooks,
    PageCursor cursor,
    int limit) {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 200;
  private static final int MOST_DRAFTS = 200;
  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * Reads a request's body.
   *
   * @throws ProblemException 422 naming what is wrong by its place
   */
  static DryRunRequest read(JsonNode body, Instant now) {
    List<Place> errors = new ArrayList<>();
    long ways = Stream.of("change", "leadId", "period").filter(body::hasNonNull).count();
    if (ways != 1) {
      errors.add(Place.at("", "one of change, leadId and period is expected"));
    }
    Instant to = moment(body, "/period/to", now, errors);
    DryRunRequest request =
        new DryRunRequest(
            body.hasNonNull("change") ? change(body.get("change"), errors) : null,
            body.hasNonNull("leadId") ? body.get("leadId").asText() : null,
            moment(body, "/period/from", to.minus(WEEK), errors),
            to,
            body.hasNonNull("playbooks") ? drafts(body.get("playbooks"), errors) : null,
            cursor(body, errors),
            limit(body, errors));
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The dry run can't be made as asked.", errors);
    }
    return request;
  }

  private static @Nullable TierChange change(JsonNode node, List<Place> errors) {
    try {
      return ContractJson.read(ContractJson.write(node), TierChange.class);
    } catch (IOException e) {
      errors.add(Place.at("/change", "not a tier change; see the schema tier-change"));
      return null;
    }
  }

  private static List<Playbook> drafts(JsonNode nodes, List<Place> errors) {
    List<Playbook> drafts = new ArrayList<>();
    if (!nodes.isArray() || nodes.size() > MOST_DRAFTS) {
      errors.add(Place.at("/playbooks", "a list of at most " + MOST_DRAFTS + " playbooks"));
      return drafts;
    }
    for (int i = 0; i < nodes.size(); i++) {
      Reading<Playbook> reading = PlaybookReader.read(nodes.get(i));
      for (Place place : reading.errors()) {
        errors.add(Place.at("/playbooks/" + i + place.pointer(), place.message()));
      }
      if (reading.value() != null) {
        drafts.add(reading.value());
      }
    }
    return drafts;
  }

  private static Instant moment(
      JsonNode body, String pointer, Instant otherwise, List<Place> errors) {
    JsonNode node = body.at(pointer);
    try {
      return node.isMissingNode() ? otherwise : Instant.parse(node.asText());
    } catch (DateTimeException notOne) {
      errors.add(Place.at(pointer, "a moment in UTC, such as 2026-03-02T10:00:00Z"));
      return otherwise;
    }
  }

  private static PageCursor cursor(JsonNode body, List<Place> errors) {
    PageCursor start = PageCursor.of(Instant.EPOCH, "");
    if (!body.hasNonNull("cursor")) {
      return start;
    }
    return PageCursor.parse(body.get("cursor").asText(), 1)
        .orElseGet(
            () -> {
              errors.add(Place.at("/cursor", "the value of next of another page"));
              return start;
            });
  }

  private static int limit(JsonNode body, List<Place> errors) {
    int limit = body.path("limit").asInt(body.has("limit") ? 0 : USUAL_LIMIT);
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      errors.add(Place.at("/limit", "a number from 1 to " + HIGHEST_LIMIT));
    }
    return limit;
  }
}
