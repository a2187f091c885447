package dev.leadlight.routing.destination.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.secret.SecretRef;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Destinations in PostgreSQL. All of them are read at once: there are dozens, not millions. */
@ApplicationScoped
class DestinationStore {

  private static final String ALL =
      """
      select d.id, d.type, d.name, d.settings, d.rate_per_second, d.enabled,
        (select json_object_agg(s.name, coalesce(s.reference, 'stored'))
         from destination_secret s where s.destination = d.id) as secrets
      from destination d""";

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final Pool pool;

  DestinationStore(Pool pool) {
    this.pool = pool;
  }

  /** All of them, in one round trip. */
  Uni<List<Destination>> all() {
    return pool.query(ALL)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(DestinationStore::destination)
                    .toList());
  }

  private static Destination destination(Row row) {
    return new Destination(
        row.getString("id"),
        row.getString("type"),
        row.getString("name"),
        new Settings(object(row.getString("settings"))),
        references(row.getJsonObject("secrets")),
        row.getDouble("rate_per_second"),
        row.getBoolean("enabled"),
        false);
  }

  private static Map<String, SecretRef> references(@Nullable JsonObject secrets) {
    Map<String, SecretRef> references = new HashMap<>();
    if (secrets != null) {
      secrets.forEach(
          entry ->
              references.put(
                  entry.getKey(),
                  SecretRef.parse((String) entry.getValue()).orElse(new SecretRef.Stored())));
    }
    return references;
  }

  private static Map<String, Object> object(String json) {
    try {
      return ContractJson.mapper().readValue(json, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException("stored settings are unreadable", e);
    }
  }
}
