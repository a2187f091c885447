package dev.leadlight.contracts.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come. Everything counted here is in Kafka; whoever continues the import
 * does so at {@code offset} and gets the same events under the same ids as if it had never broken.
 *
 * @param id chosen by whoever started it, or by us
 * @param revision grows with each change: of two states of one attempt, the one with the higher is
 *     true, unless the other is an end
 * @param source name of the configured source, whose events the rows become
 * @param mapping the mapping as it was at the start, so that a later change does not split a file
 * @param attempt counts those who sent a part of the file and broke off; the first one is 1
 * @param offset bytes of the plain file, without its compression, whose rows are done: the place
 *     between two rows where the next part begins
 * @param rows rows before {@code offset}, without the header row and empty lines
 * @param messages what these rows became: accepted + duplicates + rejected. Several rows may be one
 *     message
 * @param columns names in the header row; empty before it was read, and for NDJSON
 * @param delimiter between the columns of a CSV file
 * @param attempts where the attempts began, in order: rows up to the next one's first are its own
 * @param updatedAt the last sign of it: whoever reads a file gives one every few seconds, also
 *     while it has to wait
 * @param trouble why it is interrupted, a sentence for people without personal data
 */
public record ImportState(
    String id,
    long revision,
    String source,
    Format format,
    Map<String, Object> mapping,
    State state,
    int attempt,
    long offset,
    long rows,
    long messages,
    long accepted,
    long duplicates,
    long rejected,
    List<String> columns,
    @Nullable String delimiter,
    List<Attempt> attempts,
    Instant startedAt,
    Instant updatedAt,
    @Nullable String trouble) {

  public ImportState {
    mapping =
        mapping == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    columns = columns == null ? columns : List.copyOf(columns);
    attempts = attempts == null ? attempts : List.copyOf(attempts);
  }

  /** How the file is written. */
  public enum Format {
    @JsonProperty("csv")
    CSV,
    @JsonProperty("ndjson")
    NDJSON
  }

  /** Where it stands. The last two are ends. */
  public enum State {
    /** Somebody is sending. */
    @JsonProperty("running")
    RUNNING,
    /** Waits to be continued. */
    @JsonProperty("interrupted")
    INTERRUPTED,
    @JsonProperty("complete")
    COMPLETE,
    @JsonProperty("cancelled")
    CANCELLED;

    /** Whether nothing comes after it. */
    public boolean isEnd() {
      return this == COMPLETE || this == CANCELLED;
    }
  }

  /**
   * One who sent a part of the file.
   *
   * @param afterRow the last row that was done before
   */
  public record Attempt(int number, long afterRow) {}
}
