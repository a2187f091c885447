package dev.leadlight.routing.connector;

import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.delivery.UnmappableException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rep's task in a CRM, as the playbook's action wants it: {@code subject} and {@code text} with
 * placeholders, {@code due} as a duration from the tier change, {@code type} call, e-mail or todo.
 *
 * @param type {@code call}, {@code email} or {@code todo}
 */
public record LeadTask(String subject, String text, Instant dueAt, boolean isUrgent, String type) {

  private static final String SUBJECT = "Call {name}: {tier} ({score})";
  private static final Set<String> TYPES = Set.of("call", "email", "todo");
  private static final int SUBJECT_LENGTH = 250;

  /**
   * The task.
   *
   * @throws UnmappableException if a parameter can't be used
   */
  public static LeadTask of(LeadFacts facts, Map<String, String> with) {
    String subject = facts.fill(with.getOrDefault("subject", SUBJECT), "with.subject");
    String template = with.get("text");
    return new LeadTask(
        StorableText.shortened(subject, SUBJECT_LENGTH),
        template == null ? reasonsAndLink(facts) : facts.fill(template, "with.text"),
        facts.change().decidedAt().plus(due(with.getOrDefault("due", "P1D"))),
        facts.change().direction() == Direction.UP,
        type(with.getOrDefault("type", "call")));
  }

  private static String reasonsAndLink(LeadFacts facts) {
    return Stream.of(LeadField.REASONS, LeadField.LEAD_URL)
        .map(facts.values()::get)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private static String type(String text) {
    if (TYPES.contains(text)) {
      return text;
    }
    throw new UnmappableException("with.type", "not one of call, email, todo");
  }

  private static Duration due(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException notADuration) {
      throw new UnmappableException("with.due", "not a duration such as PT4H");
    }
  }
}
