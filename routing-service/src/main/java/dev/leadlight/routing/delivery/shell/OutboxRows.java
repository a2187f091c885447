package dev.leadlight.routing.delivery.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.DeadLetters;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verdict;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Between rows and values. PostgreSQL keeps microseconds. */
final class OutboxRows {

  private static final IntFunction<Object[]> TEXT = String[]::new;
  private static final IntFunction<Object[]> TIME = OffsetDateTime[]::new;
  private static final IntFunction<Object[]> INTEGER = Integer[]::new;
  private static final IntFunction<Object[]> LONG = Long[]::new;
  private static final IntFunction<Object[]> BOOLEAN = Boolean[]::new;

  private static final List<IntFunction<Object[]>> CHANGE =
      List.of(TEXT, TEXT, LONG, TEXT, TIME, TIME);
  private static final List<IntFunction<Object[]>> DELIVERY =
      List.of(
          TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, LONG, INTEGER, TEXT, TEXT, TEXT, TEXT, TIME, TIME,
          TIME, TIME, TEXT, TEXT);
  private static final List<IntFunction<Object[]>> VERDICT =
      List.of(
          TEXT, TIME, TEXT, INTEGER, TIME, TEXT, TIME, TIME, LONG, INTEGER, TEXT, TEXT, TEXT,
          BOOLEAN);

  private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Boolean>> CONSENT = new TypeReference<>() {};

  /** Changes for {@link OutboxSql#INSERT_CHANGES}. */
  static Tuple changes(List<TierChange> changes, Instant now) {
    return columns(CHANGE, changes.stream().map(change -> changeRow(change, now)));
  }

  /** Deliveries for {@link OutboxSql#INSERT_DELIVERIES}, with their positions in their change. */
  static Tuple deliveries(List<OutboxStore.Planned> plans, Instant now) {
    return columns(DELIVERY, plans.stream().flatMap(plan -> deliveryRows(plan, now)));
  }

  /** Verdicts for {@link OutboxSql#RECORD}. */
  static Tuple verdicts(List<Conclusion> conclusions) {
    return columns(VERDICT, conclusions.stream().map(OutboxRows::verdictRow));
  }

  /** One array a column: a statement for all rows is planned and run once. */
  private static Tuple columns(List<IntFunction<Object[]>> types, Stream<Tuple> each) {
    List<Tuple> rows = each.toList();
    Tuple columns = Tuple.tuple();
    for (int at = 0; at < types.size(); at++) {
      int column = at;
      columns.addValue(rows.stream().map(row -> row.getValue(column)).toArray(types.get(column)));
    }
    return columns;
  }

  private static Tuple changeRow(TierChange change, Instant now) {
    return Tuple.of(
        change.id(),
        change.leadId().value(),
        change.sequence(),
        StorableText.json(change),
        at(now),
        at(change.lifeBegunAt()));
  }

  private static Stream<Tuple> deliveryRows(OutboxStore.Planned plan, Instant now) {
    return IntStream.range(0, plan.deliveries().size())
        .mapToObj(at -> deliveryRow(plan.change(), plan.deliveries().get(at), at, now));
  }

  private static Tuple deliveryRow(
      TierChange change, PlannedDelivery planned, int position, Instant now) {
    boolean suppressed = planned.suppressed() != null;
    DeliveryState state = suppressed ? DeliveryState.SUPPRESSED : DeliveryState.PENDING;
    return Tuple.tuple()
        .addString(planned.id())
        .addString(change.id())
        .addString(planned.playbook())
        .addString(planned.action())
        .addString(planned.destination())
        .addString(change.leadId().value())
        .addLong(change.sequence())
        .addInteger(position)
        .addString(planned.verb().label())
        .addString(text(planned.with()))
        .addString(planned.subject())
        .addString(state.label())
        .addOffsetDateTime(at(now))
        .addOffsetDateTime(at(planned.dueAt()))
        .addOffsetDateTime(planned.expiresAt() == null ? null : at(planned.expiresAt()))
        .addOffsetDateTime(suppressed ? at(now) : null)
        .addString(code(planned.suppressed()))
        .addString(planned.quietHours() == null ? null : planned.quietHours().text());
  }

  static Claim claim(Row row, Instant until) {
    OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    return new Claim(
        row.getString("id"),
        row.getString("destination"),
        row.getString("verb"),
        row.getString("parameters"),
        row.getString("lead_id"),
        row.getInteger("step"),
        row.getOffsetDateTime("planned_at").toInstant(),
        expiresAt == null ? null : expiresAt.toInstant(),
        until,
        row.getString("quiet_hours"),
        row.getString("consent"),
        row.getString("document"),
        row.getString("assignee"),
        row.getBoolean("again"),
        row.getString("before"));
  }

  /**
   * A verb's parameters as they are stored.
   *
   * @throws IOException if that is not a map of texts
   */
  static Map<String, String> parameters(String json) throws IOException {
    return ContractJson.mapper().readValue(json, PARAMETERS);
  }

  /**
   * Consent as it is stored; nothing said if it isn't.
   *
   * @throws IOException if that is not a map
   */
  static Map<String, Boolean> consent(@Nullable String json) throws IOException {
    return json == null ? Map.of() : ContractJson.mapper().readValue(json, CONSENT);
  }

  /** The same; empty if they can't be read, which the dead letter says. */
  static Map<String, String> readable(String json) {
    try {
      return parameters(json);
    } catch (IOException unreadable) {
      return Map.of();
    }
  }

  /** Parameters as they are stored. */
  static String text(Map<String, String> parameters) {
    return new String(ContractJson.write(parameters), StandardCharsets.UTF_8);
  }

  static Tuple narrowing(Tuple row, DeadLetters which) {
    return row.addString(which.destination())
        .addString(which.reason())
        .addString(which.playbook())
        .addOffsetDateTime(which.plannedFrom() == null ? null : at(which.plannedFrom()))
        .addOffsetDateTime(which.plannedBefore() == null ? null : at(which.plannedBefore()));
  }

  static DeliveryConcluded concluded(Row row) {
    return new DeliveryConcluded(
        row.getString("id"),
        row.getString("tier_change_id"),
        new LeadId(row.getString("lead_id")),
        row.getString("playbook"),
        row.getString("action"),
        row.getString("verb"),
        row.getString("destination"),
        row.getString("destination_type"),
        DeliveryState.ofLabel(row.getString("state")).orElseThrow().result(),
        row.getInteger("attempts"),
        row.getOffsetDateTime("planned_at").toInstant(),
        row.getOffsetDateTime("concluded_at").toInstant(),
        row.getString("reason"));
  }

  static QueueDepth depth(Row row) {
    OffsetDateTime oldest = row.getOffsetDateTime("oldest_due_at");
    return new QueueDepth(
        row.getString("destination"),
        row.getString("state"),
        row.getLong("deliveries"),
        oldest == null ? null : oldest.toInstant());
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reader) {
    return StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
  }

  static @Nullable String code(@Nullable Reason reason) {
    return reason == null ? null : reason.code();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Tuple verdictRow(Conclusion conclusion) {
    Claim claim = conclusion.claim();
    Attempt attempt = conclusion.attempt();
    Verdict verdict = conclusion.verdict();
    return Tuple.tuple()
        .addString(claim.id())
        .addOffsetDateTime(at(claim.until()))
        .addString(verdict.state().label())
        .addInteger(verdict.step())
        .addOffsetDateTime(at(verdict.dueAt()))
        .addString(code(verdict.reason()))
        .addOffsetDateTime(at(conclusion.at()))
        .addOffsetDateTime(attempt == null ? null : at(attempt.startedAt()))
        .addLong(attempt == null ? null : attempt.took().toMillis())
        .addInteger(attempt == null ? null : attempt.answer().status())
        .addString(attempt == null ? null : attempt.answer().outcome().code())
        .addString(attempt == null ? null : attempt.answer().excerpt())
        .addString(attempt == null ? null : attempt.answer().request())
        .addBoolean(verdict.isPutOff());
  }

  private OutboxRows() {}
}
