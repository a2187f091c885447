package dev.leadlight.feedback.erasure.shell;

import static dev.leadlight.feedback.Fixtures.begun;
import static dev.leadlight.feedback.Fixtures.delivered;
import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.feedback.label.shell.LabelStore;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody is forgotten, and begins anew under the same lead id. What is decided after the request
 * may be about either: scoring-service may act on it later than this service does.
 */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class ErasureOfALifeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String AFTER = "2015-01-02T00:00:00Z";
  private static final Instant REQUESTED = Instant.parse("2015-01-01T12:00:00Z");

  @Inject ErasureStore erasures;
  @Inject HistoryStore history;
  @Inject LabelStore labels;
  @Inject Database database;

  private final String name = "life-" + UUID.randomUUID();
  private final String browser = name + "-browser";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsToldOfWhoWasThereBeforeLeadsToNobody(boolean isTakenBefore) {
    tellAndErase(REQUESTED.minusSeconds(1), isTakenBefore);
    assertThat(rows("snapshot")).isZero();
    assertThat(rows("tier_change")).isZero();
    assertThat(rows("delivery")).isZero();
    assertThat(rows("identity_lead")).isZero();
    assertThat(aliases()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoBeginsAnewIsKnown(boolean isTakenBefore) {
    tellAndErase(REQUESTED.plusSeconds(1), isTakenBefore);
    assertThat(rows("snapshot")).isEqualTo(1);
    assertThat(rows("tier_change")).isEqualTo(1);
    assertThat(rows("identity_lead")).isEqualTo(1);
    assertThat(aliases()).isEqualTo(1);
  }

  private void tellAndErase(Instant begunAt, boolean isTakenBefore) {
    if (isTakenBefore) {
      tell(begunAt);
    }
    done(
        erasures.erase(
            new ErasureRequest(name, lead(name), List.of(lead(name)), List.of(), REQUESTED),
            Instant.now()));
    if (!isTakenBefore) {
      tell(begunAt);
    }
  }

  private void tell(Instant begunAt) {
    FeatureSnapshot snapshot = seen(name, AFTER, "newsletter", browser);
    done(history.store(begun(FeatureSnapshot.class, snapshot, begunAt)));
    TierChange change = moved(name, 1, "newsletter", "nurture", AFTER);
    done(history.store(begun(TierChange.class, change, begunAt)));
    String id = lead(name).value();
    done(labels.note(id, List.of(id), Instant.parse(AFTER), begunAt));
    // Planned before the request, and ended after it.
    done(history.store(delivered(name, name, REQUESTED.minusMillis(500).toString())));
  }

  private long rows(String table) {
    return count("select count(*) from " + table + " where lead_id = $1", name);
  }

  private long aliases() {
    return count("select count(*) from lead_alias where survivor = $1", name);
  }

  private long count(String sql, String who) {
    return done(database.run(sql, Tuple.of(lead(who).value()))).iterator().next().getLong(0);
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
