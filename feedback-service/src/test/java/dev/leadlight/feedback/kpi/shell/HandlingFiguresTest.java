package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.feedback.Fixtures.delivered;
import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.seen;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.delivery.DeliveryConcluded.Result;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.contracts.learning.Outcome.Kind;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.kpi.Figures;
import dev.leadlight.feedback.kpi.Kpis;
import dev.leadlight.feedback.kpi.Period;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What became of leads in people's hands: how soon somebody was told, and what was said of them.
 */
@QuarkusTest
class HandlingFiguresTest {

  @Inject HistoryStore history;
  @Inject KpiStore kpis;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
  }

  @Test
  void tellsHowSoonSomebodyWasTold() {
    // Given: three became sales-ready on the 2nd. Of lea, Slack was told after 5 and the rep by
    // e-mail after 7 seconds; of max nobody, the delivery failed; mia is held out.
    for (String lead : List.of("k-lea", "k-max", "k-mia")) {
      done(history.store(seen(lead, "2018-08-01T00:00:00Z", "newsletter")));
      done(history.store(moved(lead, 1, "newsletter", "sales-ready", "2018-08-02T00:00:00Z")));
    }
    done(history.store(concluded("k-lea", "d1", Result.DELIVERED, "2018-08-02T00:00:05Z")));
    done(history.store(concluded("k-lea", "d2", Result.DELIVERED, "2018-08-02T00:00:07Z")));
    done(history.store(concluded("k-max", "d3", Result.FAILED, "2018-08-02T00:00:09Z")));
    // Systems heard of lea and max at once: that is nobody's call yet.
    done(history.store(written("k-lea", "d5", "2018-08-02T00:00:01Z")));
    done(history.store(written("k-max", "d6", "2018-08-02T00:00:01Z")));
    done(history.store(heard("k-lea", "d8", "webhook", "2018-08-02T00:00:01Z")));
    done(history.store(heard("k-max", "d9", "zapier", "2018-08-02T00:00:01Z")));
    done(history.store(concluded("k-mia", "d4", Result.SUPPRESSED, "2018-08-02T00:00:01Z")));
    RollUps.catchUp(rollUps);

    Figures.Contact contact = contactInAugust();

    assertThat(contact.crossings()).isEqualTo(3);
    assertThat(contact.heldBack()).isEqualTo(1);
    assertThat(contact.served().part()).isEqualTo(1);
    assertThat(contact.served().of()).isEqualTo(2);
    assertThat(contact.secondsToFirst()).isEqualTo(5.0);
  }

  @Test
  void ofDeliveriesOfOldItIsNotKnownThatTheyToldASystem() {
    done(history.store(seen("k-lea", "2018-08-01T00:00:00Z", "newsletter")));
    done(history.store(moved("k-lea", 1, "newsletter", "sales-ready", "2018-08-02T00:00:00Z")));
    done(history.store(heard("k-lea", "d10", null, "2018-08-02T00:00:04Z")));
    RollUps.catchUp(rollUps);

    assertThat(contactInAugust().secondsToFirst()).isEqualTo(4.0);
  }

  @Test
  void aDeadLetterThatWasSentAgainCountsAsWhatBecameOfIt() {
    done(history.store(seen("k-rae", "2018-08-01T00:00:00Z", "newsletter")));
    done(history.store(moved("k-rae", 1, "newsletter", "sales-ready", "2018-08-02T00:00:00Z")));
    DeliveryConcluded died = concluded("k-rae", "d7", Result.FAILED, "2018-08-02T00:00:09Z");
    done(history.store(died));
    RollUps.catchUp(rollUps);
    assertThat(contactInAugust().served().part()).isZero();
    assertThat(contactInAugust().secondsToFirst()).isNull();

    done(history.store(concluded("k-rae", "d7", Result.DELIVERED, "2018-08-02T01:00:00Z")));
    // What died before is told once more, which changes nothing.
    assertThat(done(history.store(died))).isFalse();
    RollUps.catchUp(rollUps);

    assertThat(contactInAugust().served().part()).isEqualTo(1);
    assertThat(contactInAugust().secondsToFirst()).isEqualTo(3_600.0);
  }

  private Figures.Contact contactInAugust() {
    return RollUps.kpis(kpis, days("2018-08-01", "2018-08-31"), "sales-ready")
        .tiers()
        .get(0)
        .contact();
  }

  /**
   * Ola is in nurture from 2 September and sales-ready from 5 September; pat is in newsletter. On
   * the 3rd ola answers a survey with 0.5 and on the 6th with 1, and leaves another one open; her
   * deals are won for 300 EUR and lost on the 7th, and a rep says on the 8th that she was a good
   * lead. Of pat a rep says the contrary. Quin is judged before anybody has seen quin.
   */
  @Test
  void whatIsSaidOfLeadsCountsForTheTierInWhichTheyWere() {
    done(history.store(seen("k-ola", "2018-09-02T00:00:00Z", "nurture")));
    done(history.store(moved("k-ola", 1, "nurture", "sales-ready", "2018-09-05T00:00:00Z")));
    done(history.store(seen("k-pat", "2018-09-02T00:00:00Z", "newsletter")));
    said("k-ola", Kind.SURVEY_ANSWER, "2018-09-03T00:00:00Z", null, 0.5);
    said("k-ola", Kind.SURVEY_ANSWER, "2018-09-06T00:00:00Z", null, 1.0);
    said("k-ola", Kind.SURVEY_ANSWER, "2018-09-06T01:00:00Z", null, null);
    said("k-ola", Kind.WON, "2018-09-07T00:00:00Z", "300.00", null);
    said("k-ola", Kind.LOST, "2018-09-07T01:00:00Z", null, null);
    said("k-ola", Kind.GOOD_LEAD, "2018-09-08T00:00:00Z", null, null);
    said("k-pat", Kind.NOT_READY, "2018-09-08T00:00:00Z", null, null);
    said("k-quin", Kind.GOOD_LEAD, "2018-09-08T00:00:00Z", null, null);
    RollUps.catchUp(rollUps);

    Period september = days("2018-09-01", "2018-09-30");
    Kpis kpis = RollUps.kpis(this.kpis, september, "sales-ready", "nurture", "newsletter");

    assertThat(kpis.tiers().stream().map(HandlingFiguresTest::saidOf))
        .containsExactly(
            "won 1 of 2 [Money[currency=EUR, amount=300.00]], good 1 of 1, 2 answers: 1.0",
            "won 0 of 0 [], good 0 of 0, 1 answers: 0.5",
            "won 0 of 0 [], good 0 of 1, 0 answers: null");
    assertThat(saidOf(kpis.total()))
        .isEqualTo("won 1 of 2 [Money[currency=EUR, amount=300.00]], good 1 of 2, 3 answers: 0.75");

    done(history.store(seen("k-quin", "2018-09-09T00:00:00Z", "newsletter")));
    done(history.store(seen("k-ola", "2018-09-10T00:00:00Z", "sales-ready", "k-pat")));
    RollUps.catchUp(rollUps);

    assertThat(saidOf(RollUps.kpis(this.kpis, september).total())).contains("good 2 of 3,");
  }

  /** Its deal, the first that was ever told of, was won, and lost after it was reopened. */
  @Test
  void aDealThatIsReopenedIsNeitherWonNorLost() {
    done(history.store(seen("k-ivy", "2017-11-02T00:00:00Z", "nurture")));
    Period november = days("2017-11-01", "2017-11-30");
    Map<Kind, String> figures = new EnumMap<>(Kind.class);
    for (Kind kind : List.of(Kind.WON, Kind.REOPENED, Kind.LOST)) {
      BigDecimal value = kind == Kind.WON ? new BigDecimal("300.00") : null;
      Instant at = Instant.parse("2017-11-03T00:00:00Z").plusSeconds(60L * figures.size());
      done(
          history.store(
              new Outcome(
                  "deal",
                  lead("k-ivy"),
                  kind,
                  "test",
                  at,
                  value,
                  value == null ? null : "EUR",
                  null,
                  Map.of())));
      RollUps.catchUp(rollUps);
      figures.put(kind, saidOf(RollUps.kpis(kpis, november).total()));
    }

    assertThat(figures.get(Kind.WON)).startsWith("won 1 of 1 [Money[currency=EUR, amount=300.00]]");
    assertThat(figures.get(Kind.REOPENED)).startsWith("won 0 of 0 []");
    assertThat(figures.get(Kind.LOST)).startsWith("won 0 of 1 []");
  }

  /** Words of strangers: a text may be cut in the midst of a character, or hold a NUL. */
  @Test
  void strangeTextInAnAnswerStopsNoFigures() {
    done(history.store(seen("k-uma", "2018-10-02T00:00:00Z", "nurture")));
    Map<String, Object> answers = Map.of("satisfaction", 0.5, "wish", "more \ud83d", "\u0000", 1);
    Instant at = Instant.parse("2018-10-03T00:00:00Z");
    done(
        history.store(
            new Outcome(
                "strange",
                lead("k-uma"),
                Kind.SURVEY_ANSWER,
                "test",
                at,
                null,
                null,
                "no\u0000 \ude00",
                answers)));

    RollUps.catchUp(rollUps);

    assertThat(saidOf(RollUps.kpis(kpis, days("2018-10-01", "2018-10-31")).total()))
        .endsWith("1 answers: 0.5");
  }

  private static String saidOf(Figures figures) {
    Figures.Labels labels = requireNonNull(figures.labels());
    return "won %d of %d %s, good %d of %d, %d answers: %s"
        .formatted(
            labels.won().part(),
            labels.won().of(),
            labels.wonValue(),
            labels.accepted().part(),
            labels.accepted().of(),
            labels.answers(),
            labels.satisfaction());
  }

  private void said(
      String lead, Kind kind, String at, @Nullable String euros, @Nullable Double satisfaction) {
    Map<String, @Nullable Object> answers = new HashMap<>();
    answers.put("satisfaction", satisfaction);
    done(
        history.store(
            new Outcome(
                lead + at,
                lead(lead),
                kind,
                "test",
                Instant.parse(at),
                euros == null ? null : new BigDecimal(euros),
                euros == null ? null : "EUR",
                null,
                answers)));
  }

  private static DeliveryConcluded concluded(String lead, String id, Result result, String at) {
    return concluded(lead, id, "notify", "slack", result, at);
  }

  private static DeliveryConcluded written(String lead, String id, String at) {
    return concluded(lead, id, "upsert-contact", "hubspot", Result.DELIVERED, at);
  }

  private static DeliveryConcluded heard(String lead, String id, @Nullable String type, String at) {
    return concluded(lead, id, "notify", type, Result.DELIVERED, at);
  }

  private static DeliveryConcluded concluded(
      String lead, String id, String verb, @Nullable String type, Result result, String at) {
    DeliveryConcluded any = delivered(lead, id, at);
    return new DeliveryConcluded(
        any.id(),
        any.tierChangeId(),
        any.leadId(),
        any.playbook(),
        any.action(),
        verb,
        any.destination(),
        type,
        result,
        1,
        any.plannedAt(),
        Instant.parse(at),
        null);
  }

  private static Period days(String first, String last) {
    return Period.of(LocalDate.parse(first), LocalDate.parse(last), ZoneOffset.UTC);
  }

  private static <T> T done(Uni<T> work) {
    return RollUps.done(work);
  }
}
