package dev.leadlight.feedback.outcome.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.outcome.OutcomeCursor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads outcomes, latest first, page by page along an index. */
@ApplicationScoped
public class OutcomeStore implements PanacheRepositoryBase<OutcomeEntity, OutcomeEntity.Key> {

  /** The survivor that a lead counts for, and everybody else who counts for it. */
  private static final String FAMILY =
      """
      with recursive up (id, step) as (
        select $1::text, 0
        union all
        select survivor, step + 1 from up join lead_alias on absorbed = up.id where step < 100
      ), down (id) as (
        select id from (select id from up order by step desc limit 1) root
        union
        select absorbed from down join lead_alias on survivor = down.id
      )
      select id from down
      """;

  private static final String ORDER = " order by occurredAt desc, source, id";

  private static final String AFTER_CURSOR =
      "(occurredAt < :at or (occurredAt = :at and"
          + " (source > :source or (source = :source and id > :id))))";

  private final Database database;

  OutcomeStore(Database database) {
    this.database = database;
  }

  /**
   * At most {@code limit} outcomes after a cursor.
   *
   * @param lead whose outcomes, those of leads that it absorbed or was absorbed by included; null
   *     for everybody's
   */
  public Uni<List<Outcome>> read(@Nullable LeadId lead, @Nullable OutcomeCursor after, int limit) {
    return lead == null
        ? find(null, after, limit)
        : family(lead).chain(family -> find(family, after, limit));
  }

  /** The leads that count as one with a lead, itself included. */
  public Uni<List<String>> family(LeadId lead) {
    return database.run(FAMILY, Tuple.of(lead.value())).map(OutcomeStore::ids);
  }

  private static List<String> ids(RowSet<Row> rows) {
    List<String> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.getString("id")));
    return ids;
  }

  private Uni<List<Outcome>> find(
      @Nullable List<String> family, @Nullable OutcomeCursor after, int limit) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    Map<String, Object> parameters = new HashMap<>();
    if (family != null) {
      conditions.add("leadId in :family");
      parameters.put("family", family);
    }
    if (after != null) {
      conditions.add(AFTER_CURSOR);
      parameters.put("at", after.occurredAt());
      parameters.put("source", after.source());
      parameters.put("id", after.id());
    }
    String query = String.join(" and ", conditions) + ORDER;
    return Database.impatient(
            Panache.withSession(() -> find(query, parameters).range(0, limit - 1).list()))
        .map(rows -> rows.stream().map(OutcomeEntity::outcome).toList());
  }
}
