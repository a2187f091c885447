package dev.leadlight.routing.delivery.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
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
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Between rows and values. PostgreSQL keeps microseconds. */
final class OutboxRows {

  private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Boolean>> CONSENT = new TypeReference<>() {};

  static Tuple changeRow(TierChange change, Instant now) {
    String document = new String(ContractJson.write(change), StandardCharsets.UTF_8);
    return Tuple.of(
        change.id(),
        change.leadId().value(),
        change.sequence(),
        document,
        at(now),
        at(change.decidedAt()));
  }

  /** A row for each delivery of a change, with its position among them. */
  static Stream<Tuple> deliveryRows(OutboxStore.Planned plan, Instant now) {
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
        row.getBoolean("again"));
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

  /** What each statement of a batch has answered. */
  static List<RowSet<Row>> each(RowSet<Row> first) {
    return Stream.iterate(first, Objects::nonNull, RowSet::next).toList();
  }

  static @Nullable String code(@Nullable Reason reason) {
    return reason == null ? null : reason.code();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Tuple verdictRow(Conclusion conclusion) {
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
