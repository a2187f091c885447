package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.footfall.Footfall;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.kpi.shell.Facts.Sale;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class KpiResourceTest {

  @Inject HistoryStore history;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
    done(database.run("truncate scorecard_version", Tuple.tuple()));
    // The first question after the start may take longer than a caller is made to wait.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> operator().get("/v1/kpis").then().statusCode(200));
  }

  @Test
  void answersFiguresByTier() {
    done(history.store(seen("r-anna", "2017-01-01T00:00:00Z", "newsletter")));
    done(history.store(moved("r-anna", 1, "newsletter", "nurture", "2017-01-10T00:00:00Z")));
    done(history.store(seen("r-ben", "2017-01-02T00:00:00Z", "newsletter")));
    done(history.store(ordered("r-anna", "r1", "2017-01-11T00:00:00Z", "nurture", "10.00", "EUR")));
    done(history.store(ordered("r-anna", "r2", "2017-01-12T00:00:00Z", "nurture", "5.55", "EUR")));
    RollUps.catchUp(rollUps);

    operator()
        .queryParam("from", "2017-01-01")
        .queryParam("to", "2017-01-31")
        .get("/v1/kpis")
        .then()
        .statusCode(200)
        .body("period.from", equalTo("2017-01-01T00:00:00Z"))
        .body("period.to", equalTo("2017-02-01T00:00:00Z"))
        .body("period.timeZone", equalTo("UTC"))
        .body("basis.currency", equalTo("EUR"))
        .body("previous.period.from", equalTo("2016-12-01T00:00:00Z"))
        .body("previous.total.leads", is(0))
        .body("customers.lifetimeValue.amount", is(15.55f))
        .body("generatedAt", notNullValue())
        .body("tiers.tier", contains("sales-ready", "nurture", "newsletter"))
        .body("tiers[0]", hasKey("conversionRate"))
        .body("tiers[0].conversionRate", nullValue())
        .body("tiers[0].revenue.size()", is(0))
        .body("tiers[1].leads", is(1))
        .body("tiers[1].convertedLeads", is(1))
        .body("tiers[1].conversionRate", is(1.0f))
        .body("tiers[1].orders", is(2))
        .body("tiers[1].revenue[0].currency", is("EUR"))
        .body("tiers[1].revenue[0].amount", is(15.55f))
        .body("tiers[1].averageOrderValue[0].amount", is(7.78f))
        .body("tiers[2].leads", is(2))
        .body("tiers[2].conversionRate", is(0.0f))
        .body("total", not(hasKey("tier")))
        .body("total.leads", is(2))
        .body("total.conversionRate", is(0.5f));
  }

  @Test
  void takesTheLastThirtyDaysByItself() {
    operator().get("/v1/kpis").then().statusCode(200).body("tiers.size()", is(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/kpis?segment=browser",
        "/v1/kpis?channel=in_store&arm=champion",
        "/v1/kpis/groups?by=channel",
        "/v1/kpis/groups?by=segment&arm=champion",
        "/v1/kpis/cohorts?tier=nurture",
        "/v1/kpis/stores?store=mitte",
        "/v1/kpis/signals?version=card:1",
        "/v1/kpis/incremental",
      })
  void answersTablesOfTheLastThirtyDays(String path) {
    done(history.store(seen("r-eva", "2017-05-01T00:00:00Z", "newsletter")));
    buysAt("mitte");
    RollUps.catchUp(rollUps);

    operator()
        .get(path)
        .then()
        .statusCode(200)
        .body("period.timeZone", equalTo("UTC"))
        .body("generatedAt", notNullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/kpis?timeZone=Asia/Tokyo, timeZone",
    "/v1/kpis?segment=a&channel=b, channel",
    "/v1/kpis?store=a&arm=b, arm",
    "/v1/kpis?segment=a&channel=b&arm=c, channel",
    "/v1/kpis/groups?by=store&arm=a, by",
    "/v1/kpis/groups, by",
    "/v1/kpis/groups?by=rep, by",
    "/v1/kpis/groups?by=arm&segment=a, by",
    "/v1/kpis/cohorts?arm=a, arm",
    "/v1/kpis/cohorts?from=2999-01-01, from",
    "/v1/kpis/stores?segment=a, segment",
    "/v1/kpis/stores?from=2026-02-01&to=2026-01-01, from",
    "/v1/kpis/signals?to=soon, to",
    "/v1/kpis/incremental?store=a, store",
    "/v1/kpis?segment=nope, segment",
    "/v1/kpis?segment=nope&arm=champion, segment",
    "/v1/kpis?channel=in-store, channel",
    "/v1/kpis?store=nope, store",
    "/v1/kpis?version=retail-starter, version",
    "/v1/kpis?arm=nope, arm",
    "/v1/kpis/groups?by=segment&arm=nope, arm",
    "/v1/kpis/cohorts?tier=nope, tier",
    "/v1/kpis/stores?store=nope, store",
    "/v1/kpis/signals?segment=nope, segment",
  })
  void refusesWhatIsNotKept(String path, String parameter) {
    operator()
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].parameter", is(parameter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/kpis?segment=cart-abandoner",
        "/v1/kpis?channel=email",
        "/v1/kpis?arm=hold-out",
        "/v1/kpis/cohorts?tier=sales-ready",
      })
  void ofWhatThereIsAlreadyNothingWasToldYet(String path) {
    operator().get(path).then().statusCode(200).body("period.timeZone", equalTo("UTC"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/kpis | from,to,tier,leads,convertedLeads,conversionRate,",
        "/v1/kpis/groups?by=channel | from,to,channel,tier,leads,",
        "/v1/kpis/cohorts | from,to,firstOrder,number,month,buyers.part,buyers.of,buyers.rate,",
        "/v1/kpis/stores | from,to,store,tier,visits,leads,",
        "/v1/kpis/signals | from,to,leadDays.from,leadDays.to,signal,orders.part,",
        "/v1/kpis/incremental | from,to,leadsOf,leads,buyers.part,",
      })
  void handsOutEveryTableAsCsv(String path, String header) {
    done(history.store(seen("r-cleo", "2017-03-01T00:00:00Z", "newsletter")));
    buysAt("=mitte");
    RollUps.catchUp(rollUps);

    String table =
        operator()
            .accept("text/csv")
            .queryParam("from", "2017-03-01")
            .queryParam("to", "2017-03-31")
            .get(path)
            .then()
            .statusCode(200)
            .contentType(startsWith("text/csv"))
            .extract()
            .asString();

    assertThat(table).startsWith(header);
    assertThat(table.lines().skip(1)).isNotEmpty().allMatch(row -> row.startsWith("2017-03-01,"));
    assertThat(table).doesNotContain(",=").contains(path.contains("stores") ? "'=mitte" : "");
  }

  /**
   * In Mitte sensors count on the 2nd of March alone, at two doors and inside; somebody buys on
   * that day and on the 5th. In Soho nobody counts.
   */
  @Test
  void tellsHowManyPeopleCameIntoAStoreAndHowManyOrdersThereWereOfThem() {
    done(history.store(seen("r-gil", "2017-03-01T00:00:00Z", "newsletter")));
    Facts facts = new Facts(database);
    facts.store(Sale.of("r-gil", "f1", "2017-03-02T10:00:00Z", "10", "newsletter").in("mitte"));
    facts.store(Sale.of("r-gil", "f2", "2017-03-05T10:00:00Z", "10", "newsletter").in("mitte"));
    facts.store(Sale.of("r-gil", "f3", "2017-03-05T11:00:00Z", "10", "newsletter").in("soho"));
    counted("", "door-1", "2017-03-02T00:00:00Z", 12);
    counted("", "door-1", "2017-03-02T23:45:00Z", 3);
    counted("", "door-2", "2017-03-02T00:00:00Z", 50);
    counted("", "door-2", "2017-03-02T00:00:00Z", 5); // which corrects it
    counted("lighting", "camera", "2017-03-02T10:00:00Z", 9);
    counted("", "door-1", "2017-04-01T00:00:00Z", 99);
    RollUps.catchUp(rollUps);

    march()
        .get("/v1/kpis/stores")
        .then()
        .statusCode(200)
        .body("stores.store", contains("mitte", "soho"))
        .body("stores[0].total.orders", is(2))
        .body("stores[0].total.footfall.visitors", is(20))
        .body("stores[0].total.footfall.orders", is(1))
        .body("stores[0].total.footfall.conversionRate", is(0.05f))
        .body("stores[0].zones[0].zone", is("lighting"))
        .body("stores[0].zones[0].visitors", is(9))
        .body("stores[1].total", not(hasKey("footfall")));

    List<String> table =
        march().accept("text/csv").get("/v1/kpis/stores").asString().lines().toList();
    List<String> columns = List.of(table.get(0).split(",", -1));
    assertThat(totalOf("mitte", "footfall.visitors", columns, table)).isEqualTo("20");
    assertThat(totalOf("mitte", "footfall.conversionRate", columns, table)).isEqualTo("0.05");
    assertThat(totalOf("soho", "footfall.visitors", columns, table)).isEmpty();
    assertThat(totalOf("soho", "footfall.conversionRate", columns, table)).isEmpty();
  }

  @Test
  void aStoreIsKnownFromItsFirstCountOn() {
    counted("", "door-1", "2017-03-02T00:00:00Z", 0);

    march()
        .get("/v1/kpis/stores?store=mitte")
        .then()
        .statusCode(200)
        .body("stores[0].total.leads", is(0))
        .body("stores[0].total.footfall.visitors", is(0))
        .body("stores[0].total.footfall", hasKey("conversionRate"))
        .body("stores[0].total.footfall.conversionRate", nullValue());
  }

  private static RequestSpecification march() {
    return operator().queryParam("from", "2017-03-01").queryParam("to", "2017-03-31");
  }

  /** What the line of all leads of a store has in a column. */
  private static String totalOf(
      String store, String column, List<String> columns, List<String> table) {
    return table.stream()
        .map(line -> List.of(line.split(",", -1)))
        .filter(line -> line.get(columns.indexOf("store")).equals(store))
        .filter(line -> line.get(columns.indexOf("tier")).isEmpty())
        .map(line -> line.get(columns.indexOf(column)))
        .findFirst()
        .orElseThrow();
  }

  private void counted(String zone, String sensor, String from, int visitors) {
    Instant at = Instant.parse(from);
    done(history.store(new Footfall("mitte", zone, sensor, at, visitors, at)));
  }

  @Test
  void tablesOfTwoMonthsFitUnderEachOther() {
    done(history.store(seen("r-eve", "2017-05-01T00:00:00Z", "newsletter")));
    RollUps.catchUp(rollUps);

    assertThat(columnsOf("2017-04")).isEqualTo(columnsOf("2017-05")).contains("labels.won.rate");
  }

  private static String columnsOf(String month) {
    return operator()
        .accept("text/csv")
        .queryParam("from", month + "-01")
        .queryParam("to", month + "-30")
        .get("/v1/kpis")
        .asString()
        .lines()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsAnewOnDemand() {
    done(history.store(seen("r-dan", "2017-04-01T00:00:00Z", "newsletter")));
    RollUps.catchUp(rollUps);
    String kept = RollUps.everything(database);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> operator().post("/v1/kpis/recount").then().statusCode(202));
    RollUps.catchUp(rollUps);

    assertThat(RollUps.everything(database)).isEqualTo(kept).contains("lead!");
  }

  @Test
  void tellsHowFarTheSumsAreBehind() {
    operator().get("/v1/kpis").then().statusCode(200);

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("leadlight_feedback_rollup_lag_seconds"))
        .body(containsString("leadlight_feedback_rollup_waiting"))
        .body(containsString("leadlight_feedback_kpi_seconds_bucket{table=\"kpis\""));
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-02-01&to=2026-01-01, from",
    "from=soon, from",
    "to=soon, to",
    "from=2020-01-01&to=2026-01-01, from",
    "from=2999-01-01&to=2999-02-01, from",
  })
  void refusesPeriodsThatMakeNoSense(String query, String parameter) {
    operator()
        .get("/v1/kpis?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString(parameter))
        .body("errors[0].parameter", is(parameter));
  }

  @Test
  void isNotForEverybody() {
    given().get("/v1/kpis").then().statusCode(401).contentType("application/problem+json");
  }

  /** Whoever is known. */
  private void buysAt(String store) {
    done(
        database.run(
            "insert into conversion (id, lead_id, order_id, value, currency, occurred_at, channel,"
                + " source, tier_before, score_before, scorecard_id, scorecard_version, arm, store,"
                + " segments, signals_before) select 'r-buys', lead_id, 'r-buys', 12.5, 'EUR',"
                + " '2017-03-02T00:00:00Z', 'in_store', 'till', 'newsletter', 1, 'card', '1',"
                + " 'champion', $1, '{browser}', '{\"pages\": 1}' from snapshot",
            Tuple.of(store)));
  }

  private static void done(Uni<?> work) {
    work.await().atMost(Duration.ofSeconds(20));
  }
}
