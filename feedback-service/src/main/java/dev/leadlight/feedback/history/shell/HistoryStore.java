package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.contracts.learning.StoreSignal;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.footfall.Footfall;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the topics tell, each record in one statement or transaction. Every method
 * answers whether the record was new; a repeat leaves everything as it is.
 */
@ApplicationScoped
public class HistoryStore {

  private static final String INSERT_SNAPSHOT =
      """
      insert into snapshot (id, lead_id, at, tier, score, scorecard_id, scorecard_version, arm,
        features_version, features, suspicion, segments, begun_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;

  /**
   * Of two merges of one lead the later one counts, in whichever order they are told. None counts
   * of somebody who was forgotten since.
   */
  private static final String INSERT_ALIAS =
      """
      insert into lead_alias (absorbed, survivor, at, begun_at)
      select $1::text, $2::text, $3::timestamptz, $4::timestamptz where not exists (
        select from erasure where lead_id = $2 and requested_at >= least($3, $4))
      on conflict (absorbed) do update set survivor = excluded.survivor, at = excluded.at,
        begun_at = excluded.begun_at
      where (lead_alias.at, lead_alias.survivor) < (excluded.at, excluded.survivor)
      """;

  /** What was absorbed later than that stays so. */
  private static final String DELETE_ALIAS =
      "delete from lead_alias where absorbed = $1 and at <= $2";

  private static final String INSERT_TIER_CHANGE =
      """
      insert into tier_change (id, lead_id, sequence, from_tier, to_tier, score, since, decided_at,
        scorecard_id, scorecard_version, arm, cause, channel, segments, begun_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      on conflict do nothing
      """;

  private static final String INSERT_CONVERSION =
      """
      insert into conversion (id, lead_id, order_id, value, currency, occurred_at, channel, source,
        tier_before, score_before, scorecard_id, scorecard_version, arm, store, segments,
        signals_before)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
      """;

  private static final String INSERT_STORE_SIGNAL =
      """
      insert into store_signal (id, lead_id, signal, store, zone, dwell_seconds, occurred_at, tier)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
      """;

  /** What is told late must not replace what was told after it; a repeat changes nothing. */
  private static final String INSERT_FOOTFALL =
      """
      insert into footfall (store, zone, sensor, from_at, visitors, told_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (store, zone, sensor, from_at) do update
        set visitors = excluded.visitors, told_at = excluded.told_at
      where footfall.told_at <= excluded.told_at
        and (footfall.told_at, footfall.visitors) <> (excluded.told_at, excluded.visitors)
      """;

  /** Of several things told of one subject the latest stands, in whichever order they come. */
  private static final String INSERT_OUTCOME =
      """
      insert into outcome (source, id, lead_id, kind, occurred_at, value, currency, reason, answers)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (source, id) do update set lead_id = excluded.lead_id, kind = excluded.kind,
        occurred_at = excluded.occurred_at, value = excluded.value, currency = excluded.currency,
        reason = excluded.reason, answers = excluded.answers, told_as = excluded.told_as,
        waiting = excluded.waiting
      where outcome.occurred_at < excluded.occurred_at
      """;

  /** A dead letter that is sent again ends a second time: the later end stands. */
  private static final String INSERT_DELIVERY =
      """
      insert into delivery (id, tier_change_id, lead_id, playbook, action, destination, result,
        attempts, planned_at, concluded_at, reason, verb, destination_type)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      on conflict (id) do update set result = excluded.result, attempts = excluded.attempts,
        concluded_at = excluded.concluded_at, reason = excluded.reason
      where delivery.concluded_at < excluded.concluded_at
      """;

  private final Database database;

  HistoryStore(Database database) {
    this.database = database;
  }

  /** Stores a snapshot that nothing speaks against. */
  public Uni<Boolean> store(FeatureSnapshot snapshot) {
    return store(snapshot, null);
  }

  /**
   * Stores a snapshot, the merges it tells of, and the parting.
   *
   * @param suspicion why it may know what came after it; null if nothing speaks for that
   */
  public Uni<Boolean> store(FeatureSnapshot snapshot, @Nullable String suspicion) {
    Tuple row =
        Tuple.tuple()
            .addString(snapshot.id())
            .addString(snapshot.leadId().value())
            .addOffsetDateTime(Database.utc(snapshot.at()))
            .addString(snapshot.tier())
            .addDouble(snapshot.score())
            .addString(snapshot.scorecard().id())
            .addString(snapshot.scorecard().version())
            .addString(snapshot.arm())
            .addInteger(snapshot.featuresVersion())
            .addJsonObject(new JsonObject(json(snapshot.features())))
            .addString(suspicion)
            .addArrayOfString(array(snapshot.segments()))
            .addOffsetDateTime(moment(snapshot.begunAt()));
    List<Tuple> aliases =
        snapshot.absorbed().stream()
            .filter(absorbed -> !absorbed.equals(snapshot.leadId()))
            .map(absorbed -> alias(absorbed, snapshot))
            .toList();
    return aliases.isEmpty() && snapshot.separatedFrom() == null
        ? insert(INSERT_SNAPSHOT, row)
        : database.inTransaction(
            connection ->
                insertSnapshot(connection, row)
                    .call(() -> insertAliases(connection, aliases))
                    .call(() -> deleteAlias(connection, snapshot)));
  }

  public Uni<Boolean> store(TierChange change) {
    return insert(
        INSERT_TIER_CHANGE,
        Tuple.tuple()
            .addString(change.id())
            .addString(change.leadId().value())
            .addLong(change.sequence())
            .addString(change.from())
            .addString(change.to())
            .addDouble(change.score())
            .addOffsetDateTime(Database.utc(change.since()))
            .addOffsetDateTime(Database.utc(change.decidedAt()))
            .addString(change.scorecard().id())
            .addString(change.scorecard().version())
            .addString(change.arm())
            .addString(label(change.cause().kind()))
            .addString(change.channel() == null ? null : label(change.channel()))
            .addArrayOfString(array(change.segments()))
            .addOffsetDateTime(moment(change.begunAt())));
  }

  public Uni<Boolean> store(Conversion conversion) {
    return insert(
        INSERT_CONVERSION,
        Tuple.tuple()
            .addString(conversion.id())
            .addString(conversion.leadId().value())
            .addString(conversion.orderId())
            .addBigDecimal(conversion.value())
            .addString(conversion.currency())
            .addOffsetDateTime(Database.utc(conversion.occurredAt()))
            .addString(label(conversion.channel()))
            .addString(conversion.source())
            .addString(conversion.tierBefore())
            .addDouble(conversion.scoreBefore())
            .addString(conversion.scorecard().id())
            .addString(conversion.scorecard().version())
            .addString(conversion.arm())
            .addString(conversion.store())
            .addArrayOfString(array(conversion.segments()))
            .addValue(
                conversion.signalsBefore() == null
                    ? null
                    : new JsonObject(json(conversion.signalsBefore()))));
  }

  public Uni<Boolean> store(StoreSignal signal) {
    return insert(
        INSERT_STORE_SIGNAL,
        Tuple.tuple()
            .addString(signal.id())
            .addString(signal.leadId().value())
            .addString(signal.signal())
            .addString(signal.store())
            .addString(signal.zone())
            .addBigDecimal(signal.dwellSeconds())
            .addOffsetDateTime(Database.utc(signal.occurredAt()))
            .addString(signal.tier()));
  }

  public Uni<Boolean> store(Footfall footfall) {
    return insert(
        INSERT_FOOTFALL,
        Tuple.of(
            footfall.store(),
            footfall.zone(),
            footfall.sensor(),
            Database.utc(footfall.from()),
            footfall.visitors(),
            Database.utc(footfall.toldAt())));
  }

  public Uni<Boolean> store(Outcome outcome) {
    return insert(
        INSERT_OUTCOME,
        Tuple.tuple()
            .addString(outcome.source())
            .addString(outcome.id())
            .addString(outcome.leadId().value())
            .addString(label(outcome.kind()))
            .addOffsetDateTime(Database.utc(outcome.occurredAt()))
            .addBigDecimal(outcome.value())
            .addString(outcome.currency())
            .addString(outcome.reason() == null ? null : StorableText.of(outcome.reason()))
            .addString(StorableText.json(outcome.answers())));
  }

  public Uni<Boolean> store(DeliveryConcluded delivery) {
    return insert(
        INSERT_DELIVERY,
        Tuple.tuple()
            .addString(delivery.id())
            .addString(delivery.tierChangeId())
            .addString(delivery.leadId().value())
            .addString(delivery.playbook())
            .addString(delivery.action())
            .addString(delivery.destination())
            .addString(label(delivery.result()))
            .addInteger(delivery.attempts())
            .addOffsetDateTime(Database.utc(delivery.plannedAt()))
            .addOffsetDateTime(Database.utc(delivery.concludedAt()))
            .addString(delivery.reason())
            .addString(delivery.verb())
            .addString(delivery.destinationType()));
  }

  private Uni<Boolean> insert(String sql, Tuple row) {
    return database.run(sql, row).map(result -> result.rowCount() == 1);
  }

  private static Uni<Boolean> insertSnapshot(SqlConnection connection, Tuple row) {
    return connection
        .preparedQuery(INSERT_SNAPSHOT)
        .execute(row)
        .map(result -> result.rowCount() == 1);
  }

  private static Uni<Void> insertAliases(SqlConnection connection, List<Tuple> aliases) {
    return aliases.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(INSERT_ALIAS).executeBatch(aliases).replaceWithVoid();
  }

  private static Uni<Void> deleteAlias(SqlConnection connection, FeatureSnapshot snapshot) {
    return snapshot.separatedFrom() == null
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(DELETE_ALIAS)
            .execute(Tuple.of(snapshot.leadId().value(), Database.utc(snapshot.at())))
            .replaceWithVoid();
  }

  private static Tuple alias(LeadId absorbed, FeatureSnapshot snapshot) {
    return Tuple.of(
        absorbed.value(),
        snapshot.leadId().value(),
        Database.utc(snapshot.at()),
        moment(snapshot.begunAt()));
  }

  private static @Nullable OffsetDateTime moment(@Nullable Instant at) {
    return at == null ? null : Database.utc(at);
  }

  private static String @Nullable [] array(@Nullable List<String> names) {
    return names == null ? null : names.toArray(String[]::new);
  }

  /** The name that JSON uses as well. */
  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String json(Object value) {
    return new String(ContractJson.write(value), StandardCharsets.UTF_8);
  }
}
