package dev.leadlight.feedback.history.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.delivered;
import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.parted;
import static dev.leadlight.feedback.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class HistoryTest {

  Infrastructure infrastructure;
  @Inject Database database;
  private TopicRecords kafka;

  @BeforeEach
  void open() {
    kafka = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void writesDownEachRecordOnceInWhateverOrderItComes() {
    String key = lead("h-ann").value();
    for (int told = 0; told < 2; told++) {
      kafka.publish(
          Topics.TIER_CHANGES,
          key,
          moved("h-ann", 2, "nurture", "sales-ready", "2014-01-03T00:00:00Z"));
      kafka.publish(
          Topics.TIER_CHANGES,
          key,
          moved("h-ann", 1, "newsletter", "nurture", "2014-01-02T00:00:00Z"));
      kafka.publish(
          Topics.SNAPSHOTS, key, seen("h-ann", "2014-01-01T00:00:00Z", "newsletter", "h-tablet"));
      kafka.publish(
          Topics.CONVERSIONS,
          key,
          ordered("h-ann", "h-1", "2014-01-04T00:00:00Z", "sales-ready", "9.99", "EUR"));
      kafka.publish(
          Topics.DELIVERIES, key, delivered("h-ann", "h-delivery", "2014-01-03T00:00:00Z"));
    }
    // A further record on each topic: once it is there, all before it were taken.
    kafka.publish(
        Topics.TIER_CHANGES,
        key,
        moved("h-last", 1, "newsletter", "nurture", "2014-01-02T00:00:00Z"));
    kafka.publish(Topics.SNAPSHOTS, key, seen("h-last", "2014-01-01T00:00:00Z", "newsletter"));
    kafka.publish(
        Topics.CONVERSIONS,
        key,
        ordered("h-last", "h-2", "2014-01-04T00:00:00Z", "nurture", null, null));
    kafka.publish(
        Topics.DELIVERIES, key, delivered("h-last", "h-delivery-2", "2014-01-03T00:00:00Z"));

    for (String table : List.of("tier_change", "snapshot", "conversion", "delivery")) {
      await().untilAsserted(() -> assertThat(rows(table, "h-last")).isEqualTo(1));
    }
    assertThat(rows("tier_change", "h-ann")).isEqualTo(2);
    assertThat(rows("snapshot", "h-ann")).isEqualTo(1);
    assertThat(rows("conversion", "h-ann")).isEqualTo(1);
    assertThat(rows("delivery", "h-ann")).isEqualTo(1);
    assertThat(
            count(
                "select count(*) from lead_alias where absorbed = $1 and survivor = $2",
                lead("h-tablet").value(),
                key))
        .isEqualTo(1);
    assertThat(metrics())
        .contains("leadlight_feedback_records_total{kind=\"conversion\",result=\"repeated\"}");
  }

  @Test
  void ofCountsOfAnIntervalTheOneToldLastStands() {
    for (int told = 0; told < 2; told++) {
      kafka.publish(Topics.FOOTFALL, "shop", counted("h-store", "17", "2014-01-01T10:15:00Z"));
      kafka.publish(Topics.FOOTFALL, "shop", counted("h-store", "19", "2014-01-01T10:40:00Z"));
      kafka.publish(Topics.FOOTFALL, "shop", counted("h-store", "0", "2014-01-01T10:20:00Z"));
      kafka.publish(Topics.FOOTFALL, "shop", counted("h-store", "-4", "2014-01-01T10:50:00Z"));
    }
    kafka.publish(Topics.FOOTFALL, "shop", counted("h-store-2", "17", "2014-01-01T10:15:00Z"));

    String visitors = "select visitors::bigint from footfall where store = $1 and sensor = $2";
    await().untilAsserted(() -> assertThat(count(visitors, "h-store-2", "door-1")).isEqualTo(17));
    assertThat(count(visitors, "h-store", "door-1")).isEqualTo(19);
    assertThat(
            kafka.in(
                Topics.FOOTFALL.deadLetters(Topics.FEEDBACK),
                letter -> new String(letter.value(), StandardCharsets.UTF_8).contains("h-store")))
        .hasSize(2);
    assertThat(metrics())
        .contains("leadlight_feedback_records_total{kind=\"footfall\",result=\"repeated\"}");
  }

  private static ShopperEvent counted(String store, String in, String toldAt) {
    Instant at = Instant.parse(toldAt);
    return new ShopperEvent(
        "f-" + toldAt,
        Signal.FOOTFALL,
        List.of(),
        Channel.IN_STORE,
        "shop",
        at,
        at,
        null,
        Map.of("store_id", store, "sensor_id", "door-1", "from", "2014-01-01T10:00:00Z", "in", in),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null);
  }

  @Test
  void aLeadThatWasTakenOutOfAnotherIsNoPartOfItAnyMore() {
    String merged = "select count(*) from lead_alias where absorbed = $1 and survivor = $2";
    String key = lead("h-till").value();
    kafka.publish(
        Topics.SNAPSHOTS, key, seen("h-bob", "2014-01-01T00:00:00Z", "newsletter", "h-till"));
    await().untilAsserted(() -> assertThat(rows("snapshot", "h-bob")).isEqualTo(1));
    assertThat(count(merged, key, lead("h-bob").value())).isEqualTo(1);
    kafka.publish(Topics.SNAPSHOTS, key, parted("h-till", "h-bob", "2014-01-02T00:00:00Z"));
    await().untilAsserted(() -> assertThat(rows("snapshot", "h-till")).isEqualTo(1));
    assertThat(count(merged, key, lead("h-bob").value())).isZero();
  }

  @Test
  void whoIsErasedCanNoLongerBeConnectedWithWhatStays() {
    String key = lead("h-gone").value();
    kafka.publish(
        Topics.CONVERSIONS,
        key,
        ordered("h-gone", "h-gone-1", "2014-01-04T00:00:00Z", "nurture", "9.99", "EUR"));
    kafka.publish(Topics.SNAPSHOTS, key, seen("h-gone", "2014-01-01T00:00:00Z", "newsletter"));
    await().untilAsserted(() -> assertThat(rows("conversion", "h-gone")).isEqualTo(1));
    await().untilAsserted(() -> assertThat(rows("snapshot", "h-gone")).isEqualTo(1));
    ErasureRequest request =
        new ErasureRequest(
            "h-e", lead("h-gone"), List.of(lead("h-gone")), List.of(), Instant.now());

    kafka.publish(Topics.ERASURES, request.key(), request);

    String receipt = "receipt:" + key + ":h-e:feedback-service";
    await()
        .untilAsserted(
            () ->
                assertThat(kafka.in(Topics.ERASURES, each -> receipt.equals(each.key())))
                    .isNotEmpty());
    assertThat(rows("conversion", "h-gone")).isZero();
    assertThat(rows("snapshot", "h-gone")).isZero();
    assertThat(
            count(
                "select count(*) from conversion where order_id = $1 and id <> $2", "h-gone-1", ""))
        .isZero();
    // What comes only now is of before the request, and written down no more.
    kafka.publish(
        Topics.CONVERSIONS,
        key,
        ordered("h-gone", "h-gone-2", "2014-01-05T00:00:00Z", "nurture", "9.99", "EUR"));
    kafka.publish(
        Topics.CONVERSIONS,
        key,
        ordered("h-after", "h-after-1", "2014-01-05T00:00:00Z", "nurture", null, null));
    await().untilAsserted(() -> assertThat(rows("conversion", "h-after")).isEqualTo(1));
    assertThat(rows("conversion", "h-gone")).isZero();
  }

  @Test
  void putsPoisonAsideAndGoesOn() {
    String key = lead("h-poison").value();
    kafka.publish(Topics.CONVERSIONS, key, "{\"id\": \"h-poison".getBytes(StandardCharsets.UTF_8));
    kafka.publish(Topics.CONVERSIONS, key, "{\"id\": \"h-half\"}".getBytes(StandardCharsets.UTF_8));
    kafka.publish(
        Topics.CONVERSIONS,
        key,
        ordered("h-poison", "h-3", "2014-01-04T00:00:00Z", "nurture", null, null));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rows("conversion", "h-poison")).isEqualTo(1));
    Topic deadLetters = Topics.CONVERSIONS.deadLetters(Topics.FEEDBACK);
    List<ConsumerRecord<String, byte[]>> dead =
        kafka.in(deadLetters, record -> true).stream()
            .filter(record -> record.key().equals(key))
            .toList();
    assertThat(dead).hasSize(2);
    assertThat(dead)
        .allSatisfy(
            record -> assertThat(record.headers().lastHeader("dead-letter-reason")).isNotNull());
  }

  /** A page can send any text; PostgreSQL's texts hold no zero character, its keys 2,704 bytes. */
  @Test
  void whatTheDatabaseNeverTakesBlocksNobody() {
    String key = lead("h-zero").value();
    for (String order : List.of("h\u0000zero", incompressible(6_000))) {
      kafka.publish(
          Topics.CONVERSIONS,
          key,
          ordered("h-zero", order, "2014-01-04T00:00:00Z", "nurture", null, null));
    }
    kafka.publish(
        Topics.CONVERSIONS,
        key,
        ordered("h-after-zero", "h-4", "2014-01-04T00:00:00Z", "nurture", null, null));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rows("conversion", "h-after-zero")).isEqualTo(1));
  }

  private static String incompressible(int length) {
    return new Random(1)
        .ints(length, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void letsTheLaterOfTwoMergesCountInWhateverOrderTheyAreTold() {
    String key = lead("h-merge").value();
    kafka.publish(
        Topics.SNAPSHOTS, key, seen("h-late", "2014-02-02T00:00:00Z", "newsletter", "h-merge"));
    kafka.publish(
        Topics.SNAPSHOTS,
        key,
        seen("h-early", "2014-02-01T00:00:00Z", "newsletter", "h-merge", "h-early"));

    await().untilAsserted(() -> assertThat(rows("snapshot", "h-early")).isEqualTo(1));
    assertThat(
            count(
                "select count(*) from lead_root where lead_id = $1 and root = $2",
                key,
                lead("h-late").value()))
        .isEqualTo(1);
  }

  private long rows(String table, String lead) {
    return count(
        "select count(*) from " + table + " where lead_id = $1 or lead_id = $2",
        lead(lead).value(),
        "");
  }

  private long count(String sql, String one, String two) {
    return database
        .run(sql, Tuple.of(one, two))
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private static String metrics() {
    return operator().get("/q/metrics").then().statusCode(200).extract().asString();
  }
}
