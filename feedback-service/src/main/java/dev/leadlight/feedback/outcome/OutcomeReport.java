package dev.leadlight.feedback.outcome;

import dev.leadlight.contracts.http.Objections;
import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.learning.Outcome;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
  private static final String DEFAULT_SOURCE = "api";
  private static final String LEAD_PREFIX = "lead:";

  /** Of which key figures tell the mean. */
  private static final String SATISFACTION = "satisfaction";

  private static final int LONGEST_TEXT = 1000;
  private static final int MOST_ANSWERS = 50;
  private static final BigDecimal TOO_MUCH = new BigDecimal("1e12");

  /** Of the finest currency. */
  public static final int MOST_DECIMALS = 4;

  /** How far a caller's clock may run ahead of ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** Checks every field and names all that are wrong. */
  public Reading<Outcome> check(IdentityKeys keys, Instant now) {
    Objections wrong = new Objections();
    wrong.require(isId(id), "/id", "an id of 1 to 200 characters without spaces");
    Optional<LeadId> leadId = leadOf(lead, keys);
    wrong.require(leadId.isPresent(), "/lead", "lead:<leadId> or kind:value, such as crm:0031x");
    Optional<Outcome.Kind> checkedKind = kindOf(kind);
    wrong.require(checkedKind.isPresent(), "/kind", "one of " + kinds());
    wrong.require(
        source == null || SOURCE.matcher(source).matches(),
        "/source",
        "1 to 64 of a-z, 0-9, _ . - and a letter or digit first");
    Optional<Instant> moment = momentOf(occurredAt, now);
    wrong.require(
        moment.isPresent(),
        "/occurredAt",
        "an ISO 8601 instant with offset, not before 1990 and not in the future");
    checkMoney(wrong);
    wrong.require(
        reason == null || isText(reason),
        "/reason",
        "at most " + LONGEST_TEXT + " characters, none of them zero or half a surrogate pair");
    checkAnswers(wrong);
    return id == null || !wrong.isEmpty()
        ? Reading.refused(wrong.places())
        : Reading.of(
            new Outcome(
                id,
                leadId.orElseThrow(),
                checkedKind.orElseThrow(),
                source == null ? DEFAULT_SOURCE : source,
                moment.orElseThrow(),
                value,
                currency,
                reason,
                answers == null ? Map.of() : answers));
  }

  private static boolean isId(@Nullable String text) {
    return text != null && ID.matcher(text).matches() && StorableText.fits(text);
  }

  private static boolean isText(String text) {
    return text.length() <= LONGEST_TEXT && StorableText.fits(text);
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

  private void checkMoney(Objections wrong) {
    if (value != null) {
      wrong.require(
          value.signum() >= 0 && value.compareTo(TOO_MUCH) < 0 && value.scale() <= MOST_DECIMALS,
          "/value",
          "0 or more, below a million millions, at most " + MOST_DECIMALS + " decimals");
    }
    wrong.require((value == null) == (currency == null), "/currency", "goes together with value");
    wrong.require(
        currency == null || isCurrency(currency), "/currency", "an ISO 4217 code, such as EUR");
  }

  private void checkAnswers(Objections wrong) {
    if (answers == null) {
      return;
    }
    wrong.require(
        answers.size() <= MOST_ANSWERS, "/answers", "at most " + MOST_ANSWERS + " answers");
    answers.forEach(
        (question, answer) ->
            wrong.require(
                isAnswer(answer) && StorableText.fits(question),
                Pointer.to("answers", question),
                "a text of at most " + LONGEST_TEXT + " characters, a number, true or false"));
    wrong.require(
        !(answers.get(SATISFACTION) instanceof Number told) || isShare(told.doubleValue()),
        "/answers/" + SATISFACTION,
        "a share of its scale, 0 to 1; the options of a source can name a scale, such as 0..10");
  }

  private static boolean isShare(double told) {
    return told >= 0 && told <= 1;
  }

  private static boolean isAnswer(@Nullable Object answer) {
    return answer instanceof String text
        ? isText(text)
        : answer instanceof Number || answer instanceof Boolean;
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(known -> known.getCurrencyCode().equals(code));
  }

  private static List<String> kinds() {
    return Arrays.stream(Outcome.Kind.values()).map(OutcomeReport::label).toList();
  }

  private static String label(Outcome.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
