package dev.leadlight.routing.playbook.shell;

import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Condition;
import dev.leadlight.routing.playbook.Playbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A playbook as the API shows it. */
@Schema(name = "Playbook")
public record PlaybookView(
    @Schema(examples = "sales-ready") String id,
    String description,
    Condition when,
    List<ActionView> actions) {

  static PlaybookView of(Playbook playbook, Set<String> destinations) {
    return new PlaybookView(
        playbook.id(),
        playbook.description(),
        playbook.when(),
        playbook.actions().stream().map(action -> view(action, destinations)).toList());
  }

  private static ActionView view(Action action, Set<String> destinations) {
    return new ActionView(
        action.name(),
        action.verb().label(),
        action.to(),
        action.with(),
        action.staleAfter(),
        action.verb().isMarketing(),
        action.to() == null || destinations.contains(action.to()));
  }

  /** An action of a playbook. */
  @Schema(name = "Action")
  public record ActionView(
      @Schema(examples = "slack") String name,
      @Schema(examples = "notify") String verb,
      @Schema(description = "Id of the destination", examples = "slack") @Nullable String to,
      Map<String, String> with,
      @Schema(description = "After which it is not worth telling", examples = "PT24H")
          @Nullable Duration staleAfter,
      @Schema(description = "Whether it needs consent") boolean marketing,
      @Schema(description = "Whether its destination is set up; if not, nothing is planned")
          boolean configured) {}
}
