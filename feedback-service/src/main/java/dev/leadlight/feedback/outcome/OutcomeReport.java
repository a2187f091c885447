package dev.leadlight.feedback.outcome;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.learning.Outcome;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a lead, as it was sent and before it was checked.
 *
 * @param id unique at its source: told twice, it counts once
 * @param lead {@code lead:<leadId>}, or an identity such as {@code email:ann@example.com}
 * @param kind a label of {@link Outcome.Kind}
 * @param source who says so; {@code api} when absent
 * @param occurredAt ISO 8601 with offset; now when absent
 * @param value the deal's money, not negative
 * @param currency ISO 4217; there exactly when there is a value
 * @param answers of a survey: text, numbers and truth values by question; {@code satisfaction} is a
 *     share, 0 to 1
 */
public record OutcomeReport(
    @Nullable String id,
    @Nullable String lead,
    @Nullable String kind,
    @Nullable String source,
    @Nullable String occurredAt,
    @Nullable BigDecimal value,
    @Nullable String currency,
    @Nullable String reason,
    @Nullable Map<String, Object> answers) {

  private static final Pattern ID = Pattern.compile("\\S{1,200}");
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");
  private static final String LEAD_PREFIX = "lead:";

  /** Of which key figures tell the mean. */
  private static final String SATISFACTION = "satisfaction";

  private static final int LONGEST_TEXT = 1000;
  private static final int MOST_ANSWERS = 50;
  private static final BigDecimal TOO_MUCH = new BigDecimal("1e12");
  private static final int MOST_DECIMALS = 4;

  /** How far a caller's clock may run ahead of ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /**
   * What came of checking a report.
   *
   * @param outcome null when the report has errors
   * @param errors what is wrong and where; empty exactly when there is an outcome
   */
  public record Reading(@Nullable Outcome outcome, List<Place> errors) {}

  /** Checks every field and names all that are wrong. */
  public Reading check(IdentityKeys keys, Instant now) {
    List<Place> errors = new ArrayList<>();
    String checkedId =
        id == null || !ID.matcher(id).matches() || !StorableText.fits(id) ? null : id;
    require(checkedId != null, "/id", "an id of 1 to 200 characters without spaces", errors);
    Optional<LeadId> leadId = leadOf(lead, keys);
    require(leadId.isPresent(), "/lead", "lead:<leadId> or kind:value, such as crm:0031x", errors);
    Optional<Outcome.Kind> checkedKind = kindOf(kind);
    require(checkedKind.isPresent(), "/kind", "one of " + kinds(), errors);
    String checkedSource = source == null ? "api" : source;
    require(
        SOURCE.matcher(checkedSource).matches(),
        "/source",
        "1 to 64 of a-z, 0-9, _ . - and a letter or digit first",
        errors);
    Optional<Instant> moment = momentOf(occurredAt, now);
    require(
        moment.isPresent(),
        "/occurredAt",
        "an ISO 8601 instant with offset, not before 1990 and not in the future",
        errors);
    checkMoney(errors);
    require(
        reason == null || (reason.length() <= LONGEST_TEXT && StorableText.fits(reason)),
        "/reason",
        "at most " + LONGEST_TEXT + " characters, none of them zero or half a surrogate pair",
        errors);
    checkAnswers(errors);
    return errors.isEmpty() && checkedId != null
        ? new Reading(
            new Outcome(
                checkedId,
                leadId.orElseThrow(),
                checkedKind.orElseThrow(),
                checkedSource,
                moment.orElseThrow(),
                value,
                currency,
                reason,
                answers == null ? Map.of() : answers),
            List.of())
        : new Reading(null, List.copyOf(errors));
  }

  /** The lead that is meant; empty when the text names none. */
  public static Optional<LeadId> leadOf(@Nullable String lead, IdentityKeys keys) {
    if (lead == null) {
      return Optional.empty();
    }
    if (!lead.startsWith(LEAD_PREFIX)) {
      return Identity.parse(lead).map(keys::leadIdOf);
    }
    try {
      return Optional.of(new LeadId(lead.substring(LEAD_PREFIX.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Outcome.Kind> kindOf(@Nullable String label) {
    return Arrays.stream(Outcome.Kind.values()).filter(k -> label(k).equals(label)).findFirst();
  }

  private static Optional<Instant> momentOf(@Nullable String text, Instant now) {
    if (text == null) {
      return Optional.of(now);
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant())
          .filter(moment -> !moment.isAfter(now.plus(CLOCK_SKEW)))
          .filter(moment -> moment.isAfter(Instant.parse("1990-01-01T00:00:00Z")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void checkMoney(List<Place> errors) {
    if (value != null) {
      require(
          value.signum() >= 0 && value.compareTo(TOO_MUCH) < 0 && value.scale() <= MOST_DECIMALS,
          "/value",
          "0 or more, below a million millions, at most " + MOST_DECIMALS + " decimals",
          errors);
    }
    require((value == null) == (currency == null), "/currency", "goes together with value", errors);
    require(
        currency == null || isCurrency(currency),
        "/currency",
        "an ISO 4217 code, such as EUR",
        errors);
  }

  private void checkAnswers(List<Place> errors) {
    if (answers == null) {
      return;
    }
    require(
        answers.size() <= MOST_ANSWERS, "/answers", "at most " + MOST_ANSWERS + " answers", errors);
    answers.forEach(
        (question, answer) ->
            require(
                isAnswer(answer) && StorableText.fits(question),
                "/answers/" + question.replace("~", "~0").replace("/", "~1"),
                "a text of at most " + LONGEST_TEXT + " characters, a number, true or false",
                errors));
    require(
        !(answers.get(SATISFACTION) instanceof Number told) || isShare(told.doubleValue()),
        "/answers/" + SATISFACTION,
        "a share of its scale, 0 to 1; the options of a source can name a scale, such as 0..10",
        errors);
  }

  private static boolean isShare(double told) {
    return told >= 0 && told <= 1;
  }

  private static boolean isAnswer(@Nullable Object answer) {
    return answer instanceof String text
        ? text.length() <= LONGEST_TEXT && StorableText.fits(text)
        : answer instanceof Number || answer instanceof Boolean;
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(known -> known.getCurrencyCode().equals(code));
  }

  private static void require(boolean isFine, String pointer, String message, List<Place> errors) {
    if (!isFine) {
      errors.add(Place.at(pointer, message));
    }
  }

  private static List<String> kinds() {
    return Arrays.stream(Outcome.Kind.values()).map(OutcomeReport::label).toList();
  }

  private static String label(Outcome.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
