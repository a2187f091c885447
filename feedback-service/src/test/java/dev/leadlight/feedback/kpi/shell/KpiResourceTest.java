package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class KpiResourceTest {

  @Inject HistoryStore history;
  @Inject Database database;

  @BeforeEach
  void startWithNothing() {
    done(
        database.run(
            "truncate snapshot, lead_alias, tier_change, conversion, scorecard_version",
            Tuple.tuple()));
  }

  @Test
  void answersFiguresByTier() {
    done(history.store(seen("r-anna", "2017-01-01T00:00:00Z", "newsletter")));
    done(history.store(moved("r-anna", 1, "newsletter", "nurture", "2017-01-10T00:00:00Z")));
    done(history.store(seen("r-ben", "2017-01-02T00:00:00Z", "newsletter")));
    done(history.store(ordered("r-anna", "r1", "2017-01-11T00:00:00Z", "nurture", "10.00", "EUR")));
    done(history.store(ordered("r-anna", "r2", "2017-01-12T00:00:00Z", "nurture", "5.55", "EUR")));

    operator()
        .queryParam("from", "2017-01-01")
        .queryParam("to", "2017-01-31")
        .get("/v1/kpis")
        .then()
        .statusCode(200)
        .body("period.from", equalTo("2017-01-01T00:00:00Z"))
        .body("period.to", equalTo("2017-02-01T00:00:00Z"))
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

  private static void done(Uni<?> work) {
    work.await().atMost(Duration.ofSeconds(20));
  }
}
