package dev.leadlight.feedback.outcome;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.platform.page.PageCursor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeReportTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final IdentityKeys KEYS = IdentityKeys.of("identity-secret-of-the-tests");
  private static final String LEAD = "AAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void becomesAnOutcomeOfTheLeadThatTheIdentityNames() {
    OutcomeReport report =
        new OutcomeReport(
            "deal-1",
            "email: Ann@Example.com ",
            "won",
            "hubspot",
            "2026-11-20T10:00:00+01:00",
            new BigDecimal("320.00"),
            "EUR",
            "by phone",
            null);

    assertThat(report.check(KEYS, NOW).value())
        .isEqualTo(
            new Outcome(
                "deal-1",
                OutcomeReport.leadOf("email:ann@example.com", KEYS).orElseThrow(),
                Outcome.Kind.WON,
                "hubspot",
                Instant.parse("2026-11-20T09:00:00Z"),
                new BigDecimal("320.00"),
                "EUR",
                "by phone",
                Map.of()));
  }

  @Test
  void needsOnlyIdLeadAndKind() {
    Outcome outcome = outcome("lead:" + LEAD, "not_ready");

    assertThat(outcome.leadId()).isEqualTo(new LeadId(LEAD));
    assertThat(outcome.occurredAt()).isEqualTo(NOW);
    assertThat(outcome.source()).isEqualTo("api");
  }

  @Test
  void namesEverythingThatIsWrong() {
    assertThat(pointers(told(null, null, null, "tomorrow", null, null)))
        .containsExactly("/id", "/lead", "/kind", "/occurredAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead:short", "email:nobody", "user:null", "friend:ann", "ann", ":", ""})
  void refusesLeadsThatNameNobody(String lead) {
    assertThat(pointers(told("a", lead, "won", null, null, null))).containsExactly("/lead");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-1, EUR, /value",
        "1000000000000, EUR, /value",
        "1.23456, EUR, /value",
        "1, -, /currency",
        "-, EUR, /currency",
        "1, EURO, /currency",
        "1, eur, /currency",
      })
  void refusesMoneyThatMakesNoSense(
      @Nullable BigDecimal value, @Nullable String currency, String pointer) {
    assertThat(pointers(told("a", "user:u1", "won", null, value, currency)))
        .containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T12:05:01Z",
        "2026-11-21",
        "1980-01-01T00:00:00Z",
        "2026-11-21T12:00:00"
      })
  void refusesMomentsThatCannotBe(String moment) {
    assertThat(pointers(told("a", "user:u1", "won", moment, null, null)))
        .containsExactly("/occurredAt");
  }

  /** JSON holds it, a database does not: taken, it would end as a dead letter. */
  @Test
  void refusesTheZeroCharacter() {
    OutcomeReport report =
        new OutcomeReport(
            "a\0", "user:u1", "won", null, null, null, null, "b\0", Map.of("c", "d\0"));

    assertThat(pointers(report.check(KEYS, NOW))).containsExactly("/id", "/reason", "/answers/c");
  }

  @Test
  void refusesAnswersThatAreNeitherTextNorNumberNorTruth() {
    OutcomeReport report =
        new OutcomeReport(
            "a",
            "user:u1",
            "survey_answer",
            "zigpoll",
            null,
            null,
            null,
            null,
            Map.of("fine", 5, "a/b", List.of(1)));

    assertThat(pointers(report.check(KEYS, NOW))).containsExactly("/answers/a~1b");
  }

  @ParameterizedTest
  @ValueSource(doubles = {9, 1.0001, -0.1})
  void refusesASatisfactionThatIsNoShareBecauseItsMeanIsOne(double satisfaction) {
    assertThat(pointers(answered(satisfaction))).containsExactly("/answers/satisfaction");
    assertThat(answered(1).value()).isNotNull();
    assertThat(answered(0.0).value()).isNotNull();
    assertThat(answered("very much").value()).isNotNull();
  }

  private static Reading<Outcome> answered(Object satisfaction) {
    return new OutcomeReport(
            "a",
            "user:u1",
            "survey_answer",
            null,
            null,
            null,
            null,
            null,
            Map.of("satisfaction", satisfaction))
        .check(KEYS, NOW);
  }

  @Test
  void continuesAPageWhereItEnded() {
    Outcome last = outcome("user:u1", "won");

    OutcomePage page = OutcomePage.of(List.of(last, last), 1);

    assertThat(page.outcomes()).hasSize(1);
    assertThat(PageCursor.parse(requireNonNull(page.next()), 2))
        .contains(PageCursor.of(last.occurredAt(), last.source(), last.id()));
  }

  private static Outcome outcome(String lead, String kind) {
    return requireNonNull(told("a", lead, kind, null, null, null).value());
  }

  private static Reading<Outcome> told(
      @Nullable String id,
      @Nullable String lead,
      @Nullable String kind,
      @Nullable String occurredAt,
      @Nullable BigDecimal value,
      @Nullable String currency) {
    return new OutcomeReport(id, lead, kind, null, occurredAt, value, currency, null, null)
        .check(KEYS, NOW);
  }

  private static List<@Nullable String> pointers(Reading<Outcome> reading) {
    assertThat(reading.value()).isNull();
    return reading.errors().stream().map(Place::pointer).toList();
  }
}
