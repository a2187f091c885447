package dev.leadlight.routing.destination.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.secret.SealedSecret;
import dev.leadlight.routing.secret.SecretRef;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
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
        (select json_object_agg(s.name, json_build_object(
           'reference', s.reference, 'key', s.key_id, 'sealed', encode(s.sealed, 'base64')))
         from destination_secret s where s.destination = d.id) as secrets
      from destination d""";

  private static final String PUT =
      """
      insert into destination (id, type, name, settings, rate_per_second, enabled, changed_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (id) do update
      set type = $2, name = $3, settings = $4, rate_per_second = $5, enabled = $6,
        changed_at = $7""";

  /** The token bucket of a limited destination has to be there when it is first claimed from. */
  private static final String PUT_HEALTH =
      "insert into destination_health (destination) values ($1) on conflict do nothing";

  private static final String FORGET_SECRETS =
      "delete from destination_secret where destination = $1";

  private static final String PUT_SECRET =
      """
      insert into destination_secret (destination, name, reference, key_id, sealed)
      values ($1, $2, $3, $4, $5)""";

  /** Not if somebody has just written another secret there. */
  private static final String RESEAL =
      """
      update destination_secret set key_id = $4, sealed = $5
      where destination = $1 and name = $2 and sealed = $3""";

  private static final String ENABLE =
      "update destination set enabled = $2, changed_at = $3 where id = $1";

  private static final String DELETE = "delete from destination where id = $1";

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final Pool pool;

  DestinationStore(Pool pool) {
    this.pool = pool;
  }

  /** All of them, in one round trip. */
  Uni<List<StoredDestination>> all() {
    return pool.query(ALL)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(DestinationStore::destination)
                    .toList());
  }

  /** Writes one with all its secrets: six round trips. */
  Uni<Void> put(StoredDestination stored, Instant now) {
    Destination destination = stored.destination();
    List<Tuple> secrets =
        destination.secrets().keySet().stream().map(name -> secretRow(stored, name)).toList();
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(PUT)
                .execute(row(destination, now))
                .chain(() -> connection.preparedQuery(PUT_HEALTH).execute(key(destination)))
                .chain(() -> connection.preparedQuery(FORGET_SECRETS).execute(key(destination)))
                .chain(() -> putSecrets(connection, secrets)));
  }

  /** Replaces a sealed secret by the same under another key. */
  Uni<Boolean> reseal(String destination, String name, SealedSecret from, SealedSecret to) {
    return pool.preparedQuery(RESEAL)
        .execute(
            Tuple.tuple()
                .addString(destination)
                .addString(name)
                .addBuffer(Buffer.buffer(from.bytes()))
                .addString(to.keyId())
                .addBuffer(Buffer.buffer(to.bytes())))
        .map(changed -> changed.rowCount() > 0);
  }

  /** Whether there was one. */
  Uni<Boolean> enable(String id, boolean enabled, Instant now) {
    return pool.preparedQuery(ENABLE)
        .execute(Tuple.of(id, enabled, now.atOffset(ZoneOffset.UTC)))
        .map(changed -> changed.rowCount() > 0);
  }

  /** Whether there was one. */
  Uni<Boolean> delete(String id) {
    return pool.preparedQuery(DELETE).execute(Tuple.of(id)).map(changed -> changed.rowCount() > 0);
  }

  private static Uni<Void> putSecrets(SqlConnection connection, List<Tuple> secrets) {
    return secrets.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(PUT_SECRET).executeBatch(secrets).replaceWithVoid();
  }

  private static Tuple key(Destination destination) {
    return Tuple.of(destination.id());
  }

  private static Tuple row(Destination destination, Instant now) {
    return Tuple.tuple()
        .addString(destination.id())
        .addString(destination.type())
        .addString(destination.name())
        .addString(
            new String(ContractJson.write(destination.settings().values()), StandardCharsets.UTF_8))
        .addDouble(destination.ratePerSecond())
        .addBoolean(destination.enabled())
        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
  }

  private static Tuple secretRow(StoredDestination stored, String name) {
    SealedSecret sealed = stored.sealed().get(name);
    SecretRef reference = stored.destination().secrets().get(name);
    return Tuple.tuple()
        .addString(stored.destination().id())
        .addString(name)
        .addString(sealed != null || reference == null ? null : reference.label())
        .addString(sealed == null ? null : sealed.keyId())
        .addValue(sealed == null ? null : io.vertx.core.buffer.Buffer.buffer(sealed.bytes()));
  }

  private static StoredDestination destination(Row row) {
    Map<String, SecretRef> references = new HashMap<>();
    Map<String, SealedSecret> sealed = new HashMap<>();
    readSecrets(row.getJsonObject("secrets"), references, sealed);
    return new StoredDestination(
        new Destination(
            row.getString("id"),
            row.getString("type"),
            row.getString("name"),
            new Settings(object(row.getString("settings"))),
            references,
            row.getDouble("rate_per_second"),
            row.getBoolean("enabled"),
            false),
        sealed);
  }

  private static void readSecrets(
      @Nullable JsonObject secrets,
      Map<String, SecretRef> references,
      Map<String, SealedSecret> sealed) {
    if (secrets == null) {
      return;
    }
    for (String name : List.copyOf(secrets.fieldNames())) {
      JsonObject secret = secrets.getJsonObject(name);
      String bytes = secret.getString("sealed");
      if (bytes == null) {
        SecretRef.parse(secret.getString("reference", ""))
            .ifPresent(reference -> references.put(name, reference));
      } else {
        references.put(name, new SecretRef.Stored());
        sealed.put(
            name, SealedSecret.of(secret.getString("key"), Base64.getMimeDecoder().decode(bytes)));
      }
    }
  }

  private static Map<String, Object> object(String json) {
    try {
      return ContractJson.mapper().readValue(json, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException("stored settings are unreadable", e);
    }
  }
}
