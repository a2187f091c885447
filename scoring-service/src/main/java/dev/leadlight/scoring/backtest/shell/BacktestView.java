package dev.leadlight.scoring.backtest.shell;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.scoring.backtest.Backtest;
import dev.leadlight.scoring.backtest.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A back-test as it is answered and kept.
 *
 * @param read records of the log behind
 * @param total records of the log altogether; 0 as long as nobody has looked
 * @param finding once it is finished
 * @param problem why it has come to nothing
 */
public record BacktestView(
    String id,
    State state,
    Instant startedAt,
    @Nullable Instant endedAt,
    Question question,
    long read,
    long total,
    @Nullable Finding finding,
    @Nullable Problem problem) {

  /** Where a back-test stands. */
  public enum State {
    /** At work. */
    @JsonProperty("running")
    RUNNING,
    /** There is a finding. */
    @JsonProperty("finished")
    FINISHED,
    /** Somebody wanted it no longer. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** The draft would know the answer: the problem names the rules. */
    @JsonProperty("refused")
    REFUSED,
    /** The problem says why. */
    @JsonProperty("failed")
    FAILED,
    /** The replica that worked on it has ended. */
    @JsonProperty("interrupted")
    INTERRUPTED
  }

  /** What was asked. */
  public record Question(
      ScorecardRef scorecard,
      Instant from,
      Instant to,
      Duration horizon,
      Duration every,
      String knowledge,
      List<String> outcome) {

    static Question of(Backtest backtest) {
      return new Question(
          backtest.card().ref(),
          backtest.from(),
          backtest.to(),
          backtest.horizon(),
          backtest.every(),
          backtest.knowledge().label(),
          backtest.outcome().stream().map(signal -> signal.name()).sorted().toList());
    }
  }

  static BacktestView begun(String id, Backtest backtest, Instant now) {
    return new BacktestView(id, State.RUNNING, now, null, Question.of(backtest), 0, 0, null, null);
  }

  BacktestView at(long readNow, long totalNow) {
    return new BacktestView(
        id, state, startedAt, endedAt, question, readNow, totalNow, finding, problem);
  }

  BacktestView ended(State how, Instant now, @Nullable Finding found, @Nullable Problem trouble) {
    return new BacktestView(id, how, startedAt, now, question, read, total, found, trouble);
  }

  /** Nobody works on it any longer. */
  BacktestView lost() {
    return new BacktestView(
        id, State.INTERRUPTED, startedAt, null, question, read, total, null, null);
  }

  /** Without what makes it long. */
  BacktestView inShort() {
    return new BacktestView(id, state, startedAt, endedAt, question, read, total, null, problem);
  }

  /** Whether nothing more will come of it. */
  @JsonIgnore
  public boolean isEnd() {
    return state != State.RUNNING;
  }
}
