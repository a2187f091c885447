package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.playbook.Consideration;
import dev.leadlight.routing.playbook.Decision;
import dev.leadlight.routing.playbook.DryRun.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What would have happened. */
@Schema(name = "DryRun")
record DryRunView(
    @Schema(description = "Tier changes on this page") int considered,
    @Schema(
            description =
                "On this page, by playbook/action and what becomes of it: send, assign,"
                    + " not-configured, or the reason why it is suppressed")
        Map<String, Map<String, Integer>> totals,
    List<ChangeView> changes,
    @Schema(description = "Pass as cursor to go on with the period; absent at its end")
        @Nullable String next) {

  static DryRunView of(List<Trial> trials, @Nullable String next) {
    Map<String, Map<String, Integer>> totals = new TreeMap<>();
    for (Trial trial : trials) {
      for (Consideration each : trial.considerations()) {
        for (Decision decision : each.decisions()) {
          totals
              .computeIfAbsent(
                  each.playbook().id() + "/" + decision.action().name(), name -> new TreeMap<>())
              .merge(whatBecomesOf(decision), 1, Integer::sum);
        }
      }
    }
    return new DryRunView(
        trials.size(), totals, trials.stream().map(ChangeView::of).toList(), next);
  }

  private static String whatBecomesOf(Decision decision) {
    PlannedDelivery delivery = decision.delivery();
    return delivery != null && delivery.suppressed() != null
        ? delivery.suppressed().code()
        : decision.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A tier change and what the playbooks make of it. */
  @Schema(name = "DryRunChange")
  record ChangeView(
      String tierChangeId,
      String leadId,
      String from,
      String to,
      @Schema(description = "When it is taken") Instant at,
      List<PlaybookTrial> playbooks) {

    private static ChangeView of(Trial trial) {
      TierChange change = trial.of().change();
      return new ChangeView(
          change.id(),
          change.leadId().value(),
          change.from(),
          change.to(),
          trial.of().now(),
          trial.considerations().stream().map(PlaybookTrial::of).toList());
    }
  }

  /** What a playbook makes of it. */
  @Schema(name = "DryRunPlaybook")
  record PlaybookTrial(
      String playbook,
      @Schema(description = "Conditions that don't hold; enabled if it is switched off")
          List<String> unmet,
      @Schema(description = "None unless all conditions hold") List<ActionTrial> actions) {

    private static PlaybookTrial of(Consideration each) {
      return new PlaybookTrial(
          each.playbook().id(),
          each.unmet(),
          each.decisions().stream().map(ActionTrial::of).toList());
    }
  }

  /** What becomes of an action. */
  @Schema(name = "DryRunAction")
  record ActionTrial(
      String action,
      String verb,
      @Nullable String to,
      @Schema(
              description = "send, assign, not-configured, or why it is suppressed",
              examples = "cooldown")
          String outcome,
      @Schema(description = "When it would go") @Nullable Instant dueAt,
      @Schema(description = "After which it would not be worth telling")
          @Nullable Instant expiresAt) {

    private static ActionTrial of(Decision decision) {
      PlannedDelivery delivery = decision.kind() == Decision.Kind.SEND ? decision.delivery() : null;
      return new ActionTrial(
          decision.action().name(),
          decision.action().verb().label(),
          decision.action().to(),
          whatBecomesOf(decision),
          delivery == null ? null : delivery.dueAt(),
          delivery == null ? null : delivery.expiresAt());
    }
  }
}
