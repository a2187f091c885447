package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.StoredPlaybook;
import dev.leadlight.routing.playbook.Surroundings;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A playbook as the API shows it. */
@Schema(name = "Playbook")
record PlaybookView(
    @Schema(examples = "sales-ready") String id,
    @Schema(description = "Also its entity tag", examples = "3") int version,
    Instant changedAt,
    String changedBy,
    @Schema(description = "Why it was changed") String reason,
    @Schema(description = "What can be put back", type = SchemaType.OBJECT) JsonNode playbook,
    @Schema(description = "What follows for its actions") List<ActionView> actions) {

  static PlaybookView of(StoredPlaybook stored, Surroundings around) {
    JsonNode document = Playbooks.document(stored);
    var read = PlaybookReader.read(document).value();
    return new PlaybookView(
        stored.id(),
        stored.version(),
        stored.changedAt(),
        stored.changedBy(),
        stored.reason(),
        document,
        read == null
            ? List.of()
            : read.actions().stream().map(action -> ActionView.of(action, around)).toList());
  }

  /** What follows for an action. */
  @Schema(name = "Action")
  record ActionView(
      @Schema(examples = "slack") String name,
      @Schema(
              description =
                  "Whether its destination is set up and offers its verb; if not, nothing is planned")
          boolean configured,
      @Schema(description = "Whether it needs consent") boolean marketing) {

    static ActionView of(Action action, Surroundings around) {
      return new ActionView(action.name(), around.canDo(action), action.verb().isMarketing());
    }
  }
}
