package dev.leadlight.feedback.backtest.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.feedback.backtest.DraftBacktest;
import dev.leadlight.feedback.scorecard.Draft;
import dev.leadlight.feedback.scorecard.shell.ScorecardDocuments;
import java.time.Instant;

/**
 * A draft's back-test as it is answered.
 *
 * @param isOfPresentContent whether the draft still says what was tested
 * @param told all that scoring-service says of it: progress, finding, problem; see
 *     docs/backtests.md
 */
public record DraftBacktestView(
    String id,
    String state,
    boolean isOfPresentContent,
    String begunBy,
    Instant begunAt,
    JsonNode told) {

  static DraftBacktestView of(DraftBacktest backtest, Draft draft) {
    return new DraftBacktestView(
        backtest.id(),
        backtest.state(),
        backtest.digest().equals(draft.digest()),
        backtest.begunBy(),
        backtest.begunAt(),
        ScorecardDocuments.stored(backtest.told()));
  }

  /** Without what makes it long. */
  DraftBacktestView inShort() {
    JsonNode shorter =
        told instanceof ObjectNode object ? object.deepCopy().without("finding") : told;
    return new DraftBacktestView(id, state, isOfPresentContent, begunBy, begunAt, shorter);
  }
}
