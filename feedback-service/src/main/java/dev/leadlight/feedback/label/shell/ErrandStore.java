package dev.leadlight.feedback.label.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.label.Errand;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errands and when they are due. Replicas share them: who claims one has it for a while, and it is
 * due again if nothing was heard of it.
 */
@ApplicationScoped
public class ErrandStore {

  private static final Duration CLAIM = Duration.ofMinutes(2);

  private static final String ADD =
      """
      insert into errand (source, id, raw_id, details, received_at, due_at)
      values ($1, $2, $3, $4, $5, $5) on conflict do nothing
      """;

  private static final String TAKE =
      """
      update errand set attempts = attempts + 1, due_at = $2 where (source, id) in (
        select source, id from errand where state = 'waiting' and due_at <= $1
        order by due_at limit $3 for update skip locked)
      returning source, id, raw_id, details, attempts
      """;

  private static final String END =
      "update errand set state = $3, reason = $4 where source = $1 and id = $2";

  private static final String POSTPONE =
      "update errand set due_at = $3, reason = $4 where source = $1 and id = $2";

  private final Database database;

  ErrandStore(Database database) {
    this.database = database;
  }

  /**
   * One that was claimed.
   *
   * @param rawId of the message that it comes from
   * @param attempts this one included
   */
  record Claimed(String source, Errand errand, String rawId, int attempts) {}

  /** Adds errands of a message; those that are known stay as they are. */
  static Uni<Void> add(SqlConnection connection, LabelStore.Raw raw, List<Errand> errands) {
    List<Tuple> rows =
        errands.stream()
            .map(
                errand ->
                    Tuple.of(raw.source(), errand.id(), raw.id(), details(errand))
                        .addOffsetDateTime(Database.utc(raw.receivedAt())))
            .toList();
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
  }

  Uni<List<Claimed>> take(Instant now, int most) {
    return database
        .run(TAKE, Tuple.of(Database.utc(now), Database.utc(now.plus(CLAIM)), most))
        .map(rows -> rows.stream().map(ErrandStore::claimed).toList());
  }

  Uni<Void> done(Claimed claimed) {
    return end(claimed, "done", null);
  }

  Uni<Void> refused(Claimed claimed, String reason) {
    return end(claimed, "refused", reason);
  }

  Uni<Void> postponed(Claimed claimed, Instant until, String reason) {
    return database
        .run(
            POSTPONE,
            Tuple.of(claimed.source(), claimed.errand().id(), Database.utc(until), reason))
        .replaceWithVoid();
  }

  private Uni<Void> end(Claimed claimed, String state, @Nullable String reason) {
    return database
        .run(END, Tuple.of(claimed.source(), claimed.errand().id(), state).addString(reason))
        .replaceWithVoid();
  }

  private static String details(Errand errand) {
    return new String(ContractJson.write(errand.details()), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  private static Claimed claimed(Row row) {
    try {
      Map<String, String> details =
          ContractJson.read(row.getString("details").getBytes(StandardCharsets.UTF_8), Map.class);
      return new Claimed(
          row.getString("source"),
          new Errand(row.getString("id"), details),
          row.getString("raw_id"),
          row.getInteger("attempts"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
