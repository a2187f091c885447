package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.lead.shell.RedisPipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rebuild of this installation, and who works on it. Each method is one round trip.
 *
 * <ul>
 *   <li>{@code ll:r} → the latest rebuild as JSON
 *   <li>{@code ll:rl} → the replica at work on it, for as long as it renews that
 *   <li>{@code ll:rc} → the id of a rebuild that nobody wants any longer
 * </ul>
 */
@ApplicationScoped
public class RedisRebuildStore {

  private static final String REBUILD = "ll:r";
  private static final String LEASE = "ll:rl";
  private static final String CANCELLED = "ll:rc";

  /** Replaces the rebuild if it is the one given, or if there is none. */
  private static final String REPLACE =
      "local v = redis.call('GET', KEYS[1]) "
          + "if not v or string.find(v, ARGV[1], 1, true) then"
          + " redis.call('SET', KEYS[1], ARGV[2]) return 1 end "
          + "return 0";

  private static final String RENEW =
      "local v = redis.call('GET', KEYS[1]) "
          + "if not v or v == ARGV[1] then"
          + " redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1 end "
          + "return 0";

  private final RedisPipeline redis;
  private final RebuildConfig config;
  private final String replica = UUID.randomUUID().toString();

  RedisRebuildStore(RedisPipeline redis, RebuildConfig config) {
    this.redis = redis;
    this.config = config;
  }

  /** The latest rebuild; empty if there was none. */
  Uni<Optional<RebuildView>> find() {
    return batch(List.of(Request.cmd(Command.GET).arg(REBUILD)))
        .map(answers -> Optional.ofNullable(read(answers.get(0))));
  }

  /** Puts a rebuild in the place of one that has ended; answers whether it was still that one. */
  Uni<Boolean> replace(@Nullable RebuildView before, RebuildView next) {
    return batch(
            List.of(
                Request.cmd(Command.EVAL)
                    .arg(REPLACE)
                    .arg(1)
                    .arg(REBUILD)
                    .arg(before == null ? next.id() : before.id())
                    .arg(Buffer.buffer(ContractJson.write(next)))))
        .map(answers -> number(answers.get(0)) == 1);
  }

  /** Takes up what nobody works on, or goes on with it; answers whether this replica may. */
  Uni<Boolean> claim() {
    return batch(
            List.of(
                Request.cmd(Command.EVAL)
                    .arg(RENEW)
                    .arg(1)
                    .arg(LEASE)
                    .arg(replica)
                    .arg(config.lease().toMillis())))
        .map(answers -> number(answers.get(0)) == 1);
  }

  /** Whether somebody has cancelled a rebuild. */
  Uni<Boolean> isCancelled(RebuildView rebuild) {
    return batch(List.of(Request.cmd(Command.GET).arg(CANCELLED)))
        .map(answers -> answers.get(0) != null && answers.get(0).toString().equals(rebuild.id()));
  }

  /** Whoever works on it shall end. */
  Uni<Void> cancel(RebuildView rebuild) {
    return batch(List.of(Request.cmd(Command.SET).arg(CANCELLED).arg(rebuild.id())))
        .replaceWithVoid();
  }

  private static @Nullable RebuildView read(@Nullable Response stored) {
    try {
      return stored == null ? null : ContractJson.read(stored.toBytes(), RebuildView.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a rebuild that is not readable", e);
    }
  }

  private static int number(@Nullable Response answer) {
    return answer == null ? 0 : answer.toInteger();
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    return redis.batch(requests);
  }
}
