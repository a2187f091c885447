package dev.leadlight.contracts.tier;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadlight.contracts.event.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What made the tier change.
 *
 * @param id the event's id; or, if silence alone did it, the second at which it fell due, in ISO
 *     8601; or the scorecard's version
 * @param signal of the event, null for the other kinds
 */
public record Cause(Kind kind, String id, @Nullable Signal signal) {

  /** Where a change comes from. */
  public enum Kind {
    @JsonProperty("event")
    EVENT,
    @JsonProperty("time")
    TIME,
    @JsonProperty("scorecard")
    SCORECARD
  }
}
