package dev.leadlight.feedback.person.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.outcome.shell.OutcomeStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads all that is held about a person, table by table, along their indexes: of the lead, of those
 * it absorbed, and of the keys of their identities.
 */
@ApplicationScoped
public class PersonStore {

  /** The lead that an identity belongs to, if it is known. */
  private static final String LEAD =
      "select coalesce((select lead_id from identity_lead where identity = $1), $1) as lead_id";

  /** By kind, each a query for {@code line}; $1 are lead ids and keys of identities. */
  private static final Map<String, String> TABLES =
      new TreeMap<>(
          Map.of(
              "identity",
              of("identity_lead", "lead_id = any ($1) or identity = any ($1)", "at"),
              "merge",
              of("lead_alias", "absorbed = any ($1) or survivor = any ($1)", "at"),
              "snapshot",
              of("snapshot", "lead_id = any ($1)", "at"),
              "tierChange",
              of("tier_change", "lead_id = any ($1)", "sequence"),
              "conversion",
              of("conversion", "lead_id = any ($1)", "occurred_at"),
              "outcome",
              of("outcome", "lead_id = any ($1) or told_as = any ($1)", "occurred_at"),
              "delivery",
              of("delivery", "lead_id = any ($1)", "concluded_at"),
              "storeSignal",
              of("store_signal", "lead_id = any ($1)", "occurred_at")));

  private static final String MESSAGES =
      """
      select source, received_at, content_type, body from raw_label where people && $1
      order by received_at
      """;

  private static final String KEYS =
      "select identity from identity_lead where lead_id = any ($1) or identity = any ($1)";

  private final Database database;
  private final OutcomeStore leads;

  PersonStore(Database database, OutcomeStore leads) {
    this.database = database;
    this.leads = leads;
  }

  /** One object for each thing that is held; {@code kind} says what it is. */
  Multi<JsonNode> all(LeadId named) {
    return database
        .run(LEAD, Tuple.of(named.value()))
        .map(rows -> new LeadId(rows.iterator().next().getString("lead_id")))
        .chain(leads::family)
        .chain(this::withKeys)
        .onItem()
        .transformToMulti(
            keys ->
                Multi.createBy()
                    .concatenating()
                    .streams(
                        Multi.createFrom()
                            .iterable(TABLES.entrySet())
                            .onItem()
                            .transformToMultiAndConcatenate(
                                table -> rows(table.getKey(), table.getValue(), keys)),
                        messages(keys)));
  }

  private Uni<String[]> withKeys(List<String> family) {
    return database
        .run(KEYS, Tuple.of(family.toArray(String[]::new)))
        .map(
            rows -> {
              Set<String> keys = new LinkedHashSet<>(family);
              rows.forEach(row -> keys.add(row.getString("identity")));
              return keys.toArray(String[]::new);
            });
  }

  private Multi<JsonNode> rows(String kind, String sql, String[] keys) {
    return database
        .run(sql, Tuple.of(keys))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .map(row -> line(kind, row.getString("line")));
  }

  private Multi<JsonNode> messages(String[] keys) {
    return database
        .run(MESSAGES, Tuple.of(keys))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .map(PersonStore::message);
  }

  private static JsonNode message(Row row) {
    return ContractJson.mapper()
        .createObjectNode()
        .put("kind", "message")
        .put("source", row.getString("source"))
        .put("received_at", row.getOffsetDateTime("received_at").toString())
        .put("content_type", row.getString("content_type"))
        .put("body", new String(row.getBuffer("body").getBytes(), StandardCharsets.UTF_8));
  }

  private static JsonNode line(String kind, String json) {
    try {
      ObjectNode line = (ObjectNode) ContractJson.mapper().readTree(json);
      ObjectNode named = ContractJson.mapper().createObjectNode().put("kind", kind);
      line.properties().forEach(field -> named.set(name(field.getKey()), field.getValue()));
      return named;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An outcome has a kind of its own. */
  private static String name(String column) {
    return column.equals("kind") ? "outcome" : column;
  }

  private static String of(String table, String condition, String order) {
    return "select to_jsonb(t)::text as line from %s t where %s order by %s"
        .formatted(table, condition, order);
  }
}
