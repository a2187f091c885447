package dev.leadlight.routing.delivery.shell;

import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The outbox in PostgreSQL: rows planned with the tier change in one transaction, claimed by any
 * replica, concluded, and published. A queue needs {@code skip locked} and one round trip a step,
 * so this is SQL; {@link DeliveryStore} shows the same rows to people, and {@link DeadLetterStore}
 * takes up again what was given up.
 */
@ApplicationScoped
public class OutboxStore {

  private static final Duration ABANDON_AFTER = Duration.ofMinutes(1);

  /** Labels of the verbs that need consent. */
  static final String[] MARKETING =
      Arrays.stream(Verb.values())
          .filter(Verb::isMarketing)
          .map(Verb::label)
          .toArray(String[]::new);

  private final Pool pool;

  OutboxStore(Pool pool) {
    this.pool = pool;
  }

  /** What follows from a change. */
  public record Planned(TierChange change, List<PlannedDelivery> deliveries) {}

  /**
   * Stores changes and what follows from them, all or nothing. Round trips, however many changes
   * there are: begin, the changes, what the planner needs, the deliveries, what they supersede,
   * commit.
   *
   * @param changes each of another lead
   * @param planner tells what follows. It is asked about the changes that are new, if there are
   *     any, and may read and write on the connection, in the same transaction
   * @return what follows; of changes that were known nothing, and then nothing has changed
   */
  public Uni<List<Planned>> plan(
      List<TierChange> changes,
      Instant now,
      BiFunction<SqlConnection, List<TierChange>, Uni<List<Planned>>> planner) {
    return pool.withTransaction(
        connection ->
            insertChanges(connection, changes, now)
                .chain(
                    fresh ->
                        fresh.isEmpty()
                            ? Uni.createFrom().item(List.of())
                            : planner
                                .apply(connection, fresh)
                                .call(plans -> insert(connection, plans, now))));
  }

  private static Uni<List<TierChange>> insertChanges(
      SqlConnection connection, List<TierChange> changes, Instant now) {
    return connection
        .preparedQuery(OutboxSql.INSERT_CHANGES)
        .execute(OutboxRows.changes(changes, now))
        .map(rows -> OutboxRows.list(rows, row -> row.getString("id")))
        .map(Set::copyOf)
        .map(fresh -> changes.stream().filter(change -> fresh.contains(change.id())).toList());
  }

  private static Uni<Void> insert(SqlConnection connection, List<Planned> plans, Instant now) {
    if (plans.stream().allMatch(plan -> plan.deliveries().isEmpty())) {
      return Uni.createFrom().voidItem();
    }
    List<Tuple> superseding =
        plans.stream()
            .filter(plan -> plan.deliveries().stream().anyMatch(PlannedDelivery::latestWins))
            .map(plan -> Tuple.of(plan.change().leadId().value(), OutboxRows.at(now)))
            .toList();
    Uni<Void> inserted =
        connection
            .preparedQuery(OutboxSql.INSERT_DELIVERIES)
            .execute(OutboxRows.deliveries(plans, now))
            .replaceWithVoid();
    return superseding.isEmpty()
        ? inserted
        : inserted.call(
            () -> connection.preparedQuery(OutboxSql.SUPERSEDE).executeBatch(superseding));
  }

  /**
   * Tells people and CRMs once more of a change, in the transaction that gives the lead to another.
   * The dispatcher finds it with its next look.
   *
   * @param cause makes the repeat unique: the same cause repeats once
   */
  public Uni<Void> repeat(
      SqlConnection connection, String tierChangeId, String cause, Instant now) {
    return connection
        .preparedQuery(OutboxSql.REPEAT)
        .execute(Tuple.of(tierChangeId, cause, OutboxRows.at(now)))
        .replaceWithVoid();
  }

  /**
   * Tells a destination the same once more, at that moment; the same cause does so once.
   *
   * @return false if it has been told of a later change about the same, so there is nothing to tell
   */
  public Uni<Boolean> remind(String id, String cause, Instant now, Instant dueAt) {
    return pool.preparedQuery(OutboxSql.REMIND)
        .execute(Tuple.of(id, cause, OutboxRows.at(now), OutboxRows.at(dueAt)))
        .map(rows -> OutboxRows.list(rows, row -> row.getBoolean("is_latest")).contains(true));
  }

  /** A delivery as it would be sent now, without any claim to it; empty if there is none. */
  public Uni<Optional<Claim>> look(String id) {
    return pool.preparedQuery(ClaimSql.LOOK)
        .execute(Tuple.of(id))
        .map(
            rows ->
                OutboxRows.list(rows, row -> OutboxRows.claim(row, Instant.EPOCH)).stream()
                    .findFirst());
  }

  /** Claims what is due for a destination until the lease's end, at most so many. */
  public Uni<List<Claim>> claim(String destination, int most, Instant now, Instant leaseEnd) {
    Instant until = leaseEnd.truncatedTo(ChronoUnit.MICROS);
    return pool.preparedQuery(ClaimSql.CLAIM)
        .execute(Tuple.of(destination, OutboxRows.at(now), most, OutboxRows.at(until), MARKETING))
        .map(rows -> OutboxRows.list(rows, row -> OutboxRows.claim(row, until)));
  }

  /**
   * Claims further deliveries of the same verb and parameters that are due, at most so many.
   *
   * @param alsoWithRep whether those of leads that have a rep now are wanted as well
   */
  public Uni<List<Claim>> claimAlike(
      Claim other, boolean alsoWithRep, int most, Instant now, Instant leaseEnd) {
    Instant until = leaseEnd.truncatedTo(ChronoUnit.MICROS);
    return pool.preparedQuery(ClaimSql.CLAIM_ALIKE)
        .execute(
            Tuple.tuple()
                .addString(other.destination())
                .addOffsetDateTime(OutboxRows.at(now))
                .addInteger(most)
                .addOffsetDateTime(OutboxRows.at(until))
                .addValue(MARKETING)
                .addString(other.verb())
                .addString(other.parameters())
                .addBoolean(alsoWithRep))
        .map(rows -> OutboxRows.list(rows, row -> OutboxRows.claim(row, until)));
  }

  /**
   * The same, within a rate that all replicas share.
   *
   * @param perSecond calls; at most as many at once, or one if it is less
   */
  public Uni<List<Claim>> claimWithin(
      double perSecond, String destination, int most, Instant now, Instant leaseEnd) {
    Instant until = leaseEnd.truncatedTo(ChronoUnit.MICROS);
    return pool.preparedQuery(ClaimSql.CLAIM_WITHIN_RATE)
        .execute(
            Tuple.tuple()
                .addString(destination)
                .addOffsetDateTime(OutboxRows.at(now))
                .addInteger(most)
                .addOffsetDateTime(OutboxRows.at(until))
                .addValue(MARKETING)
                .addDouble(Math.max(1, perSecond))
                .addDouble(perSecond))
        .map(rows -> OutboxRows.list(rows, row -> OutboxRows.claim(row, until)));
  }

  /**
   * Writes down what became of claimed deliveries, in one statement.
   *
   * @param conclusions each of another delivery
   * @return behind which of them, by id, a later delivery of the same lead waits
   */
  public Uni<Set<String>> record(List<Conclusion> conclusions) {
    return pool.preparedQuery(OutboxSql.RECORD)
        .execute(OutboxRows.verdicts(conclusions))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .filter(row -> row.getBoolean("waiting"))
                    .map(row -> row.getString("id"))
                    .collect(Collectors.toSet()));
  }

  /** Concludes what a later change of the lead has made pointless. */
  public Uni<Void> supersede(String leadId, Instant now) {
    return pool.withConnection(connection -> supersede(connection, leadId, now));
  }

  /** Gives up what waits for destinations that are not set up. */
  public Uni<Integer> abandon(Collection<String> configured, Instant now) {
    return pool.preparedQuery(OutboxSql.ABANDON)
        .execute(
            Tuple.of(
                configured.toArray(String[]::new),
                Reason.DESTINATION_NOT_CONFIGURED.code(),
                OutboxRows.at(now),
                OutboxRows.at(now.minus(ABANDON_AFTER))))
        .map(RowSet::rowCount);
  }

  /**
   * Hands over what has ended and was not told yet, and forgets that once it is done. A crash in
   * between tells it again.
   *
   * @return how many
   */
  Uni<Integer> publish(int most, Function<List<DeliveryConcluded>, Uni<Void>> publisher) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(OutboxSql.TAKE_UNTOLD)
                .execute(Tuple.of(most))
                .map(rows -> OutboxRows.list(rows, OutboxRows::concluded))
                .call(
                    ended -> ended.isEmpty() ? Uni.createFrom().nullItem() : publisher.apply(ended))
                .map(List::size));
  }

  /** How many deliveries wait or are dead, by destination and state. */
  public Uni<List<QueueDepth>> depths() {
    return pool.preparedQuery(OutboxSql.DEPTH)
        .execute(Tuple.of(QueueDepth.MOST))
        .map(rows -> OutboxRows.list(rows, OutboxRows::depth));
  }

  private static Uni<Void> supersede(SqlConnection connection, String leadId, Instant now) {
    return connection
        .preparedQuery(OutboxSql.SUPERSEDE)
        .execute(Tuple.of(leadId, OutboxRows.at(now)))
        .replaceWithVoid();
  }
}
