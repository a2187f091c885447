package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.platform.access.Caller;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Expected;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.StoredPlaybook;
import dev.leadlight.routing.playbook.Surroundings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of a playbook: checked, stored as a further version, in force. */
@ApplicationScoped
class PlaybookWorkflow {

  private static final int MOST_PLAYBOOKS = 200;

  private final Playbooks playbooks;
  private final PlaybookStore store;
  private final Planning planning;
  private final Caller caller;
  private final Clock clock;

  PlaybookWorkflow(
      Playbooks playbooks, PlaybookStore store, Planning planning, Caller caller, Clock clock) {
    this.playbooks = playbooks;
    this.store = store;
    this.planning = planning;
    this.caller = caller;
    this.clock = clock;
  }

  /** Stores a document under an id. */
  Uni<StoredPlaybook> put(String id, JsonNode body, Expected expected, String reason) {
    JsonNode document = named(id, body);
    check(document);
    if (expected.isNew() && playbooks.all().size() >= MOST_PLAYBOOKS) {
      throw new ProblemException(
          ProblemType.CONFLICT, "There are " + MOST_PLAYBOOKS + " playbooks; delete some first.");
    }
    return change(id, expected, document, reason);
  }

  /** Deletes a playbook; its versions stay. */
  Uni<StoredPlaybook> delete(String id, Expected expected, String reason) {
    return change(id, expected, null, reason);
  }

  /** Puts an older version in force once more, as the newest. */
  Uni<StoredPlaybook> revert(String id, int version, Expected expected, String reason) {
    return store
        .history(id, version + 1, 1)
        .map(found -> found.stream().filter(each -> each.version() == version).findFirst())
        .map(found -> found.filter(each -> each.document() != null).map(Playbooks::document))
        .map(found -> found.orElseThrow(() -> noVersion(version)))
        .invoke(this::check)
        .chain(document -> change(id, expected, document, reason));
  }

  private Uni<StoredPlaybook> change(
      String id, Expected expected, @Nullable JsonNode document, String reason) {
    return caller
        .name()
        .chain(by -> store.change(id, expected, document, by, reason, clock.instant()))
        .chain(changed -> settled(id, changed));
  }

  /** This replica acts on it at once, the others within a second. */
  private Uni<StoredPlaybook> settled(String id, Optional<StoredPlaybook> changed) {
    return changed.isPresent()
        ? playbooks.refresh().replaceWith(changed.get())
        : store
            .history(id, Integer.MAX_VALUE, 1)
            .onItem()
            .transformToUni(found -> Uni.createFrom().failure(conflict(found)));
  }

  /** What the schema and the reader find, and verbs that a destination doesn't offer. */
  private void check(JsonNode document) {
    Reading<Playbook> reading = PlaybookReader.read(document);
    List<Place> errors = new ArrayList<>(reading.errors());
    if (reading.value() != null) {
      errors.addAll(notOffered(reading.value().actions(), planning.surroundings()));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The playbook has mistakes; nothing was stored.", errors);
    }
  }

  private static List<Place> notOffered(List<Action> actions, Surroundings around) {
    List<Place> errors = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      String to = action.to();
      if (to != null && around.destinations().containsKey(to) && !around.canDo(action)) {
        errors.add(
            Place.at(
                "/actions/" + i + "/verb", "destination " + to + " can't do that; see its type"));
      }
    }
    return errors;
  }

  /** The id is that of the address; one in the document has to agree. */
  private static JsonNode named(String id, JsonNode body) {
    if (body instanceof ObjectNode object && !object.has("id")) {
      return object.deepCopy().put("id", id);
    }
    if (body.isObject() && !id.equals(body.path("id").asText())) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "The document names another playbook than the address.",
          List.of(Place.at("/id", "leave it out, or write " + id)));
    }
    return body;
  }

  private static ProblemException conflict(List<StoredPlaybook> found) {
    Optional<StoredPlaybook> current =
        found.stream().filter(each -> each.document() != null).findFirst();
    return current.isEmpty()
        ? new ProblemException(ProblemType.NOT_FOUND, "There is no such playbook.")
        : new ProblemException(
            ProblemType.CONFLICT,
            "The playbook is at version "
                + current.get().version()
                + ". Look at it again, then send If-Match: \""
                + current.get().version()
                + "\".");
  }

  private static ProblemException noVersion(int version) {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no version " + version + " to go back to.");
  }
}
