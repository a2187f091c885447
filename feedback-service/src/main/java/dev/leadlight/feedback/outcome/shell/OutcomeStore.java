package dev.leadlight.feedback.outcome.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.platform.page.PageCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads outcomes, latest first, page by page along an index. */
@ApplicationScoped
public class OutcomeStore {

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

  private static final String SELECT =
      """
      select source, id, lead_id, kind, occurred_at, value, currency, reason, answers
      from outcome where\s""";

  private static final String ORDER = " order by occurred_at desc, source, id limit $1";

  private static final String OF_LEADS = "lead_id = any ($2)";

  /** By numbers of parameters: the moment, the source, the id. */
  private static final String AFTER_CURSOR =
      "(occurred_at < $%1$d or (occurred_at = $%1$d and"
          + " (source > $%2$d or (source = $%2$d and id > $%3$d))))";

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
  public Uni<List<Outcome>> read(@Nullable LeadId lead, @Nullable PageCursor after, int limit) {
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
      @Nullable List<String> family, @Nullable PageCursor after, int limit) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    Tuple parameters = Tuple.of(limit);
    if (family != null) {
      conditions.add(OF_LEADS);
      parameters.addArrayOfString(family.toArray(String[]::new));
    }
    if (after != null) {
      int next = parameters.size() + 1;
      conditions.add(AFTER_CURSOR.formatted(next, next + 1, next + 2));
      parameters
          .addOffsetDateTime(Database.utc(after.at()))
          .addString(after.ids().get(0))
          .addString(after.ids().get(1));
    }
    return database
        .run(SELECT + String.join(" and ", conditions) + ORDER, parameters)
        .map(rows -> rows.stream().map(OutcomeStore::outcome).toList());
  }

  private static Outcome outcome(Row row) {
    return new Outcome(
        row.getString("id"),
        new LeadId(row.getString("lead_id")),
        Outcome.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("source"),
        row.getOffsetDateTime("occurred_at").toInstant(),
        row.getBigDecimal("value"),
        row.getString("currency"),
        row.getString("reason"),
        answersByQuestion(row.getString("answers")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> answersByQuestion(String answers) {
    try {
      return ContractJson.read(answers.getBytes(StandardCharsets.UTF_8), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
