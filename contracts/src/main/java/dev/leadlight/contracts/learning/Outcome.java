package dev.leadlight.contracts.learning;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadlight.contracts.identity.LeadId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a lead afterwards.
 *
 * @param id unique at its source: told twice, it counts once
 * @param leadId the lead, or the key of the identity it was told under
 * @param source who told, for example {@code hubspot} or {@code slack}
 * @param value the deal's money, where there is one
 * @param reason free text or the source's code
 * @param answers a survey's normalised answers in its order; null where it was left open
 */
public record Outcome(
    String id,
    LeadId leadId,
    Kind kind,
    String source,
    Instant occurredAt,
    @Nullable BigDecimal value,
    @Nullable String currency,
    @Nullable String reason,
    Map<String, @Nullable Object> answers) {

  public Outcome {
    // Not Map.copyOf, which refuses a question left open (null) and forgets the order.
    answers =
        answers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** What was said. Of a deal that is reopened, what was told before no longer stands. */
  public enum Kind {
    @JsonProperty("won")
    WON,
    @JsonProperty("lost")
    LOST,
    @JsonProperty("reopened")
    REOPENED,
    @JsonProperty("good_lead")
    GOOD_LEAD,
    @JsonProperty("not_ready")
    NOT_READY,
    @JsonProperty("survey_answer")
    SURVEY_ANSWER
  }
}
