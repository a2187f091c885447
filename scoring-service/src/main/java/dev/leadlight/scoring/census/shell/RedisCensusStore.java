package dev.leadlight.scoring.census.shell;

import dev.leadlight.scoring.census.Slot;
import dev.leadlight.scoring.lead.shell.RedisPipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far the customers are counted: {@code ll:q:{<part>}:<slot>} holds the sketch of a part that
 * is done, {@code …:c} is there while somebody counts it. Both go by themselves.
 *
 * <p>Every method is one pipelined round trip, and no command touches two keys.
 */
@ApplicationScoped
class RedisCensusStore {

  private final RedisPipeline redis;

  RedisCensusStore(RedisPipeline redis) {
    this.redis = redis;
  }

  /** The sketches of the parts in their order; null where a part is not done. */
  Uni<List<byte @Nullable []>> sketches(Slot slot, int parts) {
    return batch(
            IntStream.range(0, parts)
                .mapToObj(part -> Request.cmd(Command.GET).arg(key(part, slot)))
                .toList())
        .map(RedisCensusStore::bytes);
  }

  private static List<byte @Nullable []> bytes(List<@Nullable Response> answers) {
    List<byte @Nullable []> all = new ArrayList<>(answers.size());
    answers.forEach(answer -> all.add(answer == null ? null : answer.toBytes()));
    return all;
  }

  /** Whether this replica is the one that counts the part. */
  Uni<Boolean> claim(int part, Slot slot, Duration lease) {
    Request claim =
        Request.cmd(Command.SET)
            .arg(key(part, slot) + ":c")
            .arg("1")
            .arg("NX")
            .arg("PX")
            .arg(lease.toMillis());
    return batch(List.of(claim)).map(answers -> answers.get(0) != null);
  }

  /** Notes that a part is done. */
  Uni<Void> done(int part, Slot slot, byte[] sketch) {
    Request set =
        Request.cmd(Command.SET)
            .arg(key(part, slot))
            .arg(sketch)
            .arg("PX")
            .arg(slot.every().multipliedBy(2).toMillis());
    return batch(List.of(set)).replaceWithVoid();
  }

  private static String key(int part, Slot slot) {
    return "ll:q:{" + part + "}:" + slot.number();
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    return redis.batch(requests);
  }
}
