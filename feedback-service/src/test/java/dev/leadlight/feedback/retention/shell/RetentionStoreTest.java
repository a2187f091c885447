package dev.leadlight.feedback.retention.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.retention.Kept;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class RetentionStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject RetentionStore store;
  @Inject RetentionConfig config;
  @Inject Database database;

  @Test
  void deletesInBatchesWhatIsOlderAndNothingElse() {
    run(
        "insert into raw_label (source, id, received_at, content_type, body, people)"
            + " select 'retention', 'old-' || n, '1999-01-01', '', '', '{}'"
            + " from generate_series(1, 2500) n");
    run(
        "insert into raw_label (source, id, received_at, content_type, body, people)"
            + " values ('retention', 'young', '1999-01-02', '', '', '{}')");

    assertThat(prune(Kept.RAW_LABELS, "1999-01-02T00:00:00Z")).isEqualTo(2500);

    assertThat(run("select id from raw_label where source = 'retention'"))
        .extracting(row -> row.getString(0))
        .containsExactly("young");
  }

  @Test
  void visitsToStoresArePrunedToo() {
    run(
        "insert into store_signal (id, lead_id, signal, store, occurred_at, tier) values"
            + " ('retention-old', 'retention', 'store_visited', 's1', '1999-01-01', 'newsletter'),"
            + " ('retention-young', 'retention', 'store_visited', 's1', '1999-01-02',"
            + " 'newsletter')");

    assertThat(prune(Kept.STORE_SIGNALS, "1999-01-02T00:00:00Z")).isEqualTo(1);

    assertThat(run("select id from store_signal where lead_id = 'retention'"))
        .extracting(row -> row.getString(0))
        .containsExactly("retention-young");
    run("delete from store_signal where lead_id = 'retention'");
  }

  @Test
  void countsOfSensorsArePrunedToo() {
    run(
        "insert into footfall (store, zone, sensor, from_at, visitors, told_at) values"
            + " ('retention', '', 'old', '1999-01-01', 1, '2026-01-01'),"
            + " ('retention', '', 'young', '1999-01-02', 1, '2026-01-01')");

    assertThat(prune(Kept.FOOTFALL, "1999-01-02T00:00:00Z")).isEqualTo(1);

    assertThat(run("delete from footfall where store = 'retention' returning sensor"))
        .extracting(row -> row.getString(0))
        .containsExactly("young");
  }

  @ParameterizedTest
  @EnumSource
  void everyKindCanBePruned(Kept kept) {
    assertThat(prune(kept, "1980-01-01T00:00:00Z")).isZero();
    assertThat(config.all().get(kept)).isPositive();
  }

  private long prune(Kept kept, String before) {
    return store.prune(kept, Instant.parse(before)).await().atMost(PATIENCE);
  }

  private RowSet<Row> run(String sql) {
    return database.run(sql, Tuple.tuple()).await().atMost(PATIENCE);
  }
}
