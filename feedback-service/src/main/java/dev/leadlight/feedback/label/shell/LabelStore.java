package dev.leadlight.feedback.label.shell;

import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.label.Judged.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What vendors sent, as they sent it, and whom labels are about. One statement each. */
@ApplicationScoped
public class LabelStore {

  private static final String KEEP =
      """
      insert into raw_label (source, id, received_at, content_type, body, people)
      values ($1, $2, $3, $4, $5, $6) on conflict do nothing
      """;

  private static final String NAME =
      """
      update raw_label set people = (select array_agg(distinct key) from unnest(people || $3) key)
      where source = $1 and id = $2
      """;

  private static final String KINDS =
      "select id, kind, occurred_at from outcome where source = $1 and id = any ($2)";

  private static final String NOTE = "select note_identities($1, $2, $3, $4)";

  private static final String WAITING = "select count(*) from outcome where waiting";

  private final Database database;

  LabelStore(Database database) {
    this.database = database;
  }

  /** A message as it was sent, by the digest of its body. */
  record Raw(String source, String id, Instant receivedAt, String contentType, Buffer body) {}

  /** Keeps a message; one that is kept already stays as it is. */
  static Uni<Void> keep(SqlConnection connection, Raw raw, Collection<String> people) {
    Tuple row =
        Tuple.of(raw.source(), raw.id(), Database.utc(raw.receivedAt()), raw.contentType())
            .addBuffer(raw.body())
            .addArrayOfString(people.toArray(String[]::new));
    return connection.preparedQuery(KEEP).execute(row).replaceWithVoid();
  }

  /** Notes whom a kept message turned out to be about. */
  Uni<Void> name(String source, String id, Collection<String> people) {
    return database
        .run(NAME, Tuple.of(source, id).addArrayOfString(people.toArray(String[]::new)))
        .replaceWithVoid();
  }

  /** What stands of the subjects that outcomes are about, by their ids. */
  Uni<Map<String, Standing>> standing(String source, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    String[] ids = outcomes.stream().map(Outcome::id).distinct().toArray(String[]::new);
    return database
        .run(KINDS, Tuple.of(source).addArrayOfString(ids))
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(row -> row.getString("id"), LabelStore::standing)));
  }

  private static Standing standing(Row row) {
    return new Standing(
        Outcome.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getOffsetDateTime("occurred_at").toInstant());
  }

  /**
   * Notes that identities are a lead's. What waited for one of them is put to the lead, and what
   * was put to a lead that no longer has it.
   *
   * @param keys of the identities
   * @param begunAt when the lead began, if that is known
   */
  public Uni<Void> note(
      String lead, Collection<String> keys, Instant seenAt, @Nullable Instant begunAt) {
    return database
        .run(
            NOTE,
            Tuple.of(lead)
                .addArrayOfString(keys.toArray(String[]::new))
                .addOffsetDateTime(Database.utc(seenAt))
                .addOffsetDateTime(begunAt == null ? null : Database.utc(begunAt)))
        .replaceWithVoid();
  }

  /** How many outcomes wait for their lead. */
  Uni<Long> waiting() {
    return database.run(WAITING, Tuple.tuple()).map(rows -> rows.iterator().next().getLong(0));
  }
}
