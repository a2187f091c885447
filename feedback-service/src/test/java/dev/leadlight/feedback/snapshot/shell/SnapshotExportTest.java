package dev.leadlight.feedback.snapshot.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.featuring;
import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.snapshot.shell.MonthStore.Table;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots by month, and what is given out of them. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class SnapshotExportTest {

  private static final String PERIOD =
      "/v1/snapshots/export?from=2012-03-01T00:00:00Z&to=2012-05-01T00:00:00Z&horizon=P7D";

  Infrastructure infrastructure;
  @Inject Database database;
  @Inject HistoryStore history;
  @Inject MonthStore months;

  @BeforeEach
  @AfterEach
  void startWithNothing() {
    done(database.run("truncate snapshot, conversion, lead_alias, outcome", Tuple.tuple()));
  }

  @Test
  void tellsWhatFollowedWithinTheHorizonAndNoMore() throws IOException {
    // Given
    done(history.store(at("x-ann", "2012-03-10T12:00:00Z", Map.of("pages_7d", 3.0))));
    order("x-ann", "x-1", "2012-03-10T12:00:00Z", "10");
    order("x-ann", "x-2", "2012-03-10T12:00:00.001Z", "20");
    order("x-ann", "x-3", "2012-03-17T12:00:00Z", "40");
    order("x-ann", "x-4", "2012-03-17T12:00:00.001Z", "80");
    outcome("x-ann", Outcome.Kind.GOOD_LEAD, "2012-03-11T00:00:00Z");
    outcome("x-ann", Outcome.Kind.NOT_READY, "2012-03-09T00:00:00Z");

    // When
    JsonNode row = rows(PERIOD).get(0);

    // Then
    assertThat(row.path("converted").asBoolean()).isTrue();
    assertThat(row.path("orders_in_horizon").asInt()).isEqualTo(2);
    assertThat(row.path("first_order_at").asText()).isEqualTo("2012-03-10T12:00:00.001Z");
    assertThat(row.path("order_value").decimalValue()).isEqualByComparingTo("60");
    assertThat(row.path("good_lead").asInt()).isEqualTo(1);
    assertThat(row.path("not_ready").asInt()).isZero();
    assertThat(row.path("label_complete").asBoolean()).isTrue();
    assertThat(row.path("pages_7d").asDouble()).isEqualTo(3.0);
  }

  @Test
  void countsWhatThePersonDidUnderAnyOfTheirLeads() throws IOException {
    done(history.store(at("x-tablet", "2012-03-10T12:00:00Z", Map.of())));
    done(history.store(seen("x-bob", "2012-03-20T12:00:00Z", "nurture", "x-tablet")));
    order("x-bob", "x-5", "2012-03-12T12:00:00Z", "10");

    List<JsonNode> rows = rows(PERIOD);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).path("lead").asText()).isEqualTo(lead("x-tablet").value());
    assertThat(rows.get(0).path("person").asText()).isEqualTo(lead("x-bob").value());
    assertThat(rows.get(0).path("converted").asBoolean()).isTrue();
    assertThat(rows.get(1).path("converted").asBoolean()).isFalse();
  }

  @Test
  void aPlantedLeakIsRefusedFlaggedOrLeftOut() throws IOException {
    // Given
    order("x-cy", "x-6", "2012-03-11T12:00:00Z", "10");
    String at = "2012-03-10T12:00:00Z";
    Map<String, Double> later = new HashMap<>();
    later.put("orders", 1.0);
    later.put("days_since_order", 2.0);
    later.put("bought_next_week", 1.0);
    done(history.store(at("x-cy", at, later)));
    try (TopicRecords kafka = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      String contradiction = "x-dee" + UUID.randomUUID();
      kafka.publish(
          Topics.SNAPSHOTS,
          lead(contradiction).value(),
          at(contradiction, at, Map.of("days_since_order", -1.0)));
      kafka.publish(Topics.SNAPSHOTS, lead("x-eve").value(), at("x-eve", at, Map.of()));
      await().until(() -> rows(PERIOD).size() == 2);
    }

    // When
    List<JsonNode> rows = rows(PERIOD);

    // Then
    assertThat(rows)
        .extracting(row -> row.path("lead").asText(), row -> row.path("suspicion").asText())
        .containsExactlyInAnyOrder(
            tuple(lead("x-cy").value(), "counts an order that came later"),
            tuple(lead("x-eve").value(), "told long after it was taken"));
    assertThat(rows).noneMatch(row -> row.has("bought_next_week"));
    assertThat(operator().get("/q/metrics").asString())
        .contains("leadlight_feedback_snapshots_guarded_total{result=\"refused\"}");
  }

  @Test
  void givesTablesWithTheFeaturesOfTheCatalogueAsColumns() throws IOException {
    done(history.store(at("x-flo", "2012-03-10T12:00:00Z", Map.of("orders", 2.0))));

    String csv = operator().get(PERIOD + "&format=csv").then().extract().asString();

    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv)) {
      Map<String, String> row = rows.next();
      assertThat(row.keySet()).containsAll(FeatureCatalogue.standard().names());
      assertThat(row).containsEntry("orders", "2.0").containsEntry("pages_7d", "");
      assertThat(row)
          .containsEntry("converted", "false")
          .containsEntry("person", lead("x-flo").value());
      assertThat(rows.hasNext()).isFalse();
    }
    assertThat(operator().get(PERIOD + "&format=csv").contentType()).startsWith("text/csv");
    assertThat(operator().get(PERIOD).contentType()).startsWith("application/x-ndjson");
  }

  @Test
  void givesOutMoreThanItHoldsInMemoryInOrderOfTime() throws IOException {
    done(
        database.run(
            """
            insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version,
              features_version, features)
            select 'many-' || n, 'lead-' || n, '2012-03-01'::timestamptz + n * interval '1 minute',
              'nurture', n, 'card', '1', 2, '{}' from generate_series(1, 1234) n
            """,
            Tuple.tuple()));

    List<JsonNode> rows = rows(PERIOD);

    assertThat(rows).hasSize(1234);
    assertThat(rows).extracting(row -> row.path("score").asInt()).isSorted();
  }

  @Test
  void refusesPeriodsThatMakeNoSense() {
    for (String query :
        List.of(
            "",
            "?from=yesterday",
            "?from=2012-03-02T00:00:00Z&to=2012-03-01T00:00:00Z",
            "?from=2010-03-02T00:00:00Z&to=2012-03-01T00:00:00Z",
            "?from=2012-03-01T00:00:00Z&to=2012-03-02T00:00:00Z&horizon=P0D",
            "?from=2012-03-01T00:00:00Z&to=2012-03-02T00:00:00Z&horizon=month",
            "?from=2012-03-01T00:00:00Z&to=2012-03-02T00:00:00Z&format=xlsx")) {
      operator()
          .get("/v1/snapshots/export" + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  @Test
  void aMonthIsMadeWithWhatWaitedForItAndDroppedAsOne() {
    // Given
    done(history.store(at("x-gil", "2012-03-10T12:00:00Z", Map.of())));
    done(history.store(at("x-gil", "2012-04-10T12:00:00Z", Map.of())));
    order("x-gil", "x-7", "2012-03-11T12:00:00Z", "10");
    assertThat(done(months.without(Table.SNAPSHOT)))
        .containsExactlyInAnyOrder(LocalDate.of(2012, 3, 1), LocalDate.of(2012, 4, 1));

    // When
    done(months.make(Table.SNAPSHOT, LocalDate.of(2012, 3, 1)));
    done(months.make(Table.SNAPSHOT, LocalDate.of(2012, 3, 1)));
    done(months.make(Table.CONVERSION, LocalDate.of(2012, 3, 1)));

    // Then
    assertThat(count("snapshot_2012_03")).isEqualTo(1);
    assertThat(count("conversion_2012_03")).isEqualTo(1);
    assertThat(count("snapshot_rest")).isEqualTo(1);
    assertThat(done(months.without(Table.CONVERSION))).isEmpty();
    done(history.store(at("x-hal", "2012-03-11T12:00:00Z", Map.of())));
    assertThat(count("snapshot_2012_03")).isEqualTo(2);

    assertThat(done(months.drop(Table.SNAPSHOT, Instant.parse("2012-03-31T00:00:00Z")))).isZero();
    assertThat(done(months.drop(Table.SNAPSHOT, Instant.parse("2012-04-01T00:00:00Z")))).isOne();
    assertThat(done(months.drop(Table.CONVERSION, Instant.parse("2012-04-01T00:00:00Z")))).isOne();
    assertThat(count("snapshot")).isEqualTo(1);
    assertThat(count("snapshot_id")).isEqualTo(1);
    assertThat(count("conversion_id")).isZero();
  }

  @Test
  void aRecordToldAgainWithAnotherMomentIsTheSameRecord() {
    assertThat(
            done(history.store(ordered("x-ida", "x-8", "2012-03-11T12:00:00Z", "n", "1", "EUR"))))
        .isTrue();
    assertThat(
            done(history.store(ordered("x-ida", "x-8", "2012-04-11T12:00:00Z", "n", "1", "EUR"))))
        .isFalse();
    assertThat(count("conversion")).isEqualTo(1);
  }

  private static FeatureSnapshot at(String lead, String at, Map<String, Double> features) {
    return featuring(seen(lead, at, "nurture"), features);
  }

  private void order(String lead, String order, String at, String value) {
    done(history.store(ordered(lead, order, at, "nurture", value, "EUR")));
  }

  private void outcome(String lead, Outcome.Kind kind, String at) {
    done(
        history.store(
            new Outcome(
                kind + at,
                lead(lead),
                kind,
                "test",
                Instant.parse(at),
                null,
                null,
                null,
                Map.of())));
  }

  private long count(String table) {
    return done(database.run("select count(*) as n from " + table, Tuple.tuple()))
        .iterator()
        .next()
        .getLong("n");
  }

  private static List<JsonNode> rows(String query) throws IOException {
    String text =
        new String(
            operator().get(query).then().statusCode(200).extract().asByteArray(),
            StandardCharsets.UTF_8);
    List<JsonNode> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      rows.add(ContractJson.mapper().readTree(line));
    }
    return rows;
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(20));
  }
}
