package dev.leadlight.ingest.imports;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Attempt;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.contracts.imports.ImportState.State;
import dev.leadlight.ingest.intake.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The life of an import.
 *
 * <pre>
 * started ─▶ interrupted ─claimed─▶ running ─▶ complete
 *                 ▲                  │  │
 *                 └────interrupted───┘  └claimed─▶ running, by another attempt
 *                   or not heard of
 * any of them ─▶ cancelled
 * </pre>
 */
public final class States {

  /** How often it is told at least that a file is still read, though nothing may come of it. */
  public static final Duration PULSE = Duration.ofSeconds(10);

  /** Nobody reads any more what was not heard of for so long. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final Comparator<ImportState> LATER =
      Comparator.<ImportState, Boolean>comparing(state -> state.state().isEnd())
          .thenComparing(ImportState::attempt)
          .thenComparing(ImportState::revision);

  /** A new import waits for its first byte. */
  public static ImportState started(
      String id, String source, Format format, Map<String, Object> mapping, Instant now) {
    return new ImportState(
        id,
        0,
        source,
        format,
        mapping,
        State.INTERRUPTED,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        null,
        List.of(),
        now,
        now,
        null);
  }

  /** A further attempt sends from where the last one came to. */
  public static ImportState claimed(ImportState state, Instant now) {
    int attempt = state.attempt() + 1;
    List<Attempt> attempts = new ArrayList<>(state.attempts());
    attempts.removeIf(former -> former.afterRow() == state.rows());
    attempts.add(new Attempt(attempt, state.rows()));
    return copy(state, State.RUNNING, attempt, attempts, now, null);
  }

  /** Everything before the cut is in Kafka. */
  public static ImportState advanced(
      ImportState state,
      Cut cut,
      Tally tally,
      List<String> columns,
      @Nullable String delimiter,
      Instant now) {
    return new ImportState(
        state.id(),
        state.revision() + 1,
        state.source(),
        state.format(),
        state.mapping(),
        state.state(),
        state.attempt(),
        cut.offset(),
        cut.rows(),
        tally.messages(),
        tally.accepted(),
        tally.duplicates(),
        tally.rejected(),
        columns,
        delimiter,
        state.attempts(),
        state.startedAt(),
        now,
        state.trouble());
  }

  /** As it was, and still read. */
  public static ImportState alive(ImportState state, Instant now) {
    return copy(state, state.state(), state.attempt(), state.attempts(), now, state.trouble());
  }

  /**
   * What is true of an import that was last heard of then: whoever is killed can't say that it
   * stands still.
   */
  public static ImportState heard(ImportState state, Instant at, Instant now) {
    boolean isLeft = state.state() == State.RUNNING && at.plus(SILENCE).isBefore(now);
    return isLeft
        ? interrupted(
            state,
            "Nothing has been heard for a minute from the replica that read it. Send the rest of"
                + " the file from the offset on.",
            state.updatedAt())
        : state;
  }

  /** Waits to be continued. */
  public static ImportState interrupted(ImportState state, @Nullable String trouble, Instant now) {
    return copy(state, State.INTERRUPTED, state.attempt(), state.attempts(), now, trouble);
  }

  public static ImportState complete(ImportState state, Instant now) {
    return copy(state, State.COMPLETE, state.attempt(), state.attempts(), now, null);
  }

  /** What was taken stays taken. */
  public static ImportState cancelled(ImportState state, Instant now) {
    return copy(state, State.CANCELLED, state.attempt(), state.attempts(), now, null);
  }

  /**
   * Which of two is true. An end is final and a later attempt owns the import, though a replica
   * that does not know of it yet has counted on.
   */
  public static ImportState later(ImportState one, ImportState other) {
    return LATER.compare(other, one) > 0 ? other : one;
  }

  private static ImportState copy(
      ImportState state,
      State next,
      int attempt,
      List<Attempt> attempts,
      Instant now,
      @Nullable String trouble) {
    return new ImportState(
        state.id(),
        state.revision() + 1,
        state.source(),
        state.format(),
        state.mapping(),
        next,
        attempt,
        state.offset(),
        state.rows(),
        state.messages(),
        state.accepted(),
        state.duplicates(),
        state.rejected(),
        state.columns(),
        state.delimiter(),
        attempts,
        state.startedAt(),
        now,
        trouble);
  }

  /** What the rows became so far. */
  public record Tally(long accepted, long duplicates, long rejected) {

    public static Tally of(ImportState state) {
      return new Tally(state.accepted(), state.duplicates(), state.rejected());
    }

    public Tally plus(Receipt receipt) {
      return new Tally(
          accepted + receipt.accepted(),
          duplicates + receipt.duplicates(),
          rejected + receipt.rejected().size());
    }

    public long messages() {
      return accepted + duplicates + rejected;
    }
  }

  private States() {}
}
