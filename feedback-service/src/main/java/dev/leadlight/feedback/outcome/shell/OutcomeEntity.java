package dev.leadlight.feedback.outcome.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of {@code outcome}, for reading: rows are written by the consumer alone. */
@Entity
@Table(name = "outcome")
@IdClass(OutcomeEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class OutcomeEntity {

  @Id String source;
  @Id String id;
  String leadId;
  String kind;
  Instant occurredAt;
  @Nullable BigDecimal value;
  @Nullable String currency;
  @Nullable String reason;
  String answers;

  /** The primary key. */
  record Key(String source, String id) implements Serializable {}

  Outcome outcome() {
    return new Outcome(
        id,
        new LeadId(leadId),
        Outcome.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        source,
        occurredAt,
        value,
        currency,
        reason,
        answersByQuestion());
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> answersByQuestion() {
    try {
      return ContractJson.read(answers.getBytes(StandardCharsets.UTF_8), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
