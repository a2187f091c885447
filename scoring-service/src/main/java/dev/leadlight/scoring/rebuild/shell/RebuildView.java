package dev.leadlight.scoring.rebuild.shell;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as it is answered and kept.
 *
 * @param lead the one that is rebuilt; null for all
 * @param read records of the log behind, while it catches up or reads
 * @param total records altogether
 * @param written leads written
 * @param leads to be looked at; 0 until the log is read
 * @param cursor the last lead written, where another replica goes on
 * @param problem why it has failed
 */
public record RebuildView(
    String id,
    State state,
    @Nullable LeadId lead,
    Instant startedAt,
    @Nullable Instant endedAt,
    long read,
    long total,
    long written,
    long leads,
    @Nullable String cursor,
    @Nullable Problem problem) {

  /** Where a rebuild stands. */
  public enum State {
    /** Waits for a replica to take it up. */
    @JsonProperty("waiting")
    WAITING,
    /** Waits until the fold has read what the log held at the beginning. */
    @JsonProperty("catching-up")
    CATCHING_UP,
    /** Reads the log. */
    @JsonProperty("reading")
    READING,
    /** Writes leads. */
    @JsonProperty("writing")
    WRITING,
    /** Done. */
    @JsonProperty("finished")
    FINISHED,
    /** Somebody wanted it no longer; leads written stay as they are. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** The problem says why. */
    @JsonProperty("failed")
    FAILED
  }

  static RebuildView waiting(String id, @Nullable LeadId lead, Instant now) {
    return new RebuildView(id, State.WAITING, lead, now, null, 0, 0, 0, 0, null, null);
  }

  RebuildView reading(State how, long readNow, long totalNow) {
    return new RebuildView(
        id, how, lead, startedAt, null, readNow, totalNow, written, leads, cursor, null);
  }

  RebuildView writing(long writtenNow, long leadsNow, @Nullable String last) {
    return new RebuildView(
        id, State.WRITING, lead, startedAt, null, read, total, writtenNow, leadsNow, last, null);
  }

  RebuildView ended(State how, Instant now, @Nullable Problem trouble) {
    return new RebuildView(
        id, how, lead, startedAt, now, read, total, written, leads, cursor, trouble);
  }

  /** Whether nothing more will come of it. */
  @JsonIgnore
  public boolean isEnd() {
    return state == State.FINISHED || state == State.CANCELLED || state == State.FAILED;
  }
}
