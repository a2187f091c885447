package dev.leadlight.feedback.kpi.shell;

import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static dev.leadlight.feedback.kpi.shell.RollUps.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sums of orders outlive the orders. */
@QuarkusTest
class DroppedOrdersTest {

  @Inject HistoryStore history;
  @Inject RollUpStore rollUps;
  @Inject Database database;

  @BeforeEach
  void startWithNothing() {
    RollUps.startWithNothing(database);
  }

  @Test
  void stayCountedThoughOlderOnesAreToldAfterwards() {
    order("k-ann", "d1", "1995-03-05T10:00:00Z");
    order("k-ann", "d2", "2021-03-05T10:00:00Z");
    RollUps.catchUp(rollUps);
    drop("1996-01-01T00:00:00Z");
    RollUps.catchUp(rollUps);
    assertThat(days()).containsExactly("1995-03-05", "2021-03-05");

    // An import of another till's past, and something about somebody of the first.
    order("k-bob", "d3", "1995-02-10T10:00:00Z");
    done(history.store(seen("k-ann", "2021-03-06T10:00:00Z", "newsletter")));
    RollUps.catchUp(rollUps);
    assertThat(days()).containsExactly("1995-02-10", "1995-03-05", "2021-03-05");

    drop("1996-01-01T00:00:00Z");
    RollUps.markEachLead(database, 1);
    RollUps.catchUp(rollUps);
    assertThat(days()).containsExactly("1995-02-10", "1995-03-05", "2021-03-05");
  }

  @Test
  void areCountedOnceThoughTheyAreToldAgain() {
    order("k-ann", "d4", "1995-03-05T10:00:00Z");
    RollUps.catchUp(rollUps);
    drop("1996-01-01T00:00:00Z");

    order("k-ann", "d4", "1995-03-05T10:00:00Z");
    RollUps.catchUp(rollUps);

    assertThat(days()).containsExactly("1995-03-05");
  }

  private void order(String lead, String order, String at) {
    done(history.store(ordered(lead, "dropped-" + order, at, "newsletter", "10.00", "EUR")));
  }

  private void drop(String before) {
    done(
        database.run(
            "select drop_months('conversion', 'occurred_at', $1)",
            Tuple.of(OffsetDateTime.parse(before))));
  }

  /** Those on which orders are counted, each as often as there are. */
  private List<String> days() {
    List<String> days = new ArrayList<>();
    done(database.run(
            """
            select day::text as day, n from kpi_sum join kpi_group on id = grp
            where figure = 'order' and grain = 0 and kpi_group.dimension = '' and tier = '' and n > 0
            order by day
            """,
            Tuple.tuple()))
        .forEach(
            row -> {
              for (long i = 0; i < row.getLong("n"); i++) {
                days.add(row.getString("day"));
              }
            });
    return days;
  }
}
