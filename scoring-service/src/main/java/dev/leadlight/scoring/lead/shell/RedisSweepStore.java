package dev.leadlight.scoring.lead.shell;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a sweep over all leads has come, in a hash {@code ll:s:{<part>}} for each part of the
 * ranking: which sweep, the place to go on from, who has it until when. A part is one replica's at
 * a time; whoever has it notes each page when all that the page caused is durable, so after a crash
 * one page is gone through again.
 *
 * <p>Every method is one command on one key.
 */
@ApplicationScoped
public class RedisSweepStore {

  /** A newer sweep takes the place of an older one; of an older one nothing is given out. */
  private static final String CLAIM =
      "local held = redis.call('HMGET', KEYS[1], 'sweep', 'at', 'place', 'owner', 'until', 'done') "
          + "if held[1] ~= ARGV[1] then"
          + " if held[2] and tonumber(held[2]) > tonumber(ARGV[2]) then return 0 end"
          + " redis.call('DEL', KEYS[1])"
          + " redis.call('HSET', KEYS[1], 'sweep', ARGV[1], 'at', ARGV[2], 'place', ARGV[6],"
          + "  'owner', ARGV[3], 'until', ARGV[5])"
          + " return {ARGV[6], 0} "
          + "end "
          + "if held[6] then return 0 end "
          + "if held[4] ~= ARGV[3] and tonumber(held[5]) > tonumber(ARGV[4]) then return 1 end "
          + "redis.call('HSET', KEYS[1], 'owner', ARGV[3], 'until', ARGV[5]) "
          + "return {held[3], 1}";

  /** Only who still has the part may move it on. */
  private static final String ADVANCE =
      "local held = redis.call('HMGET', KEYS[1], 'sweep', 'owner') "
          + "if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return 0 end "
          + "if ARGV[4] == '' then redis.call('HSET', KEYS[1], 'done', 1)"
          + " else redis.call('HSET', KEYS[1], 'place', ARGV[4], 'until', ARGV[3]) end "
          + "return 1";

  private final RedisPipeline redis;

  RedisSweepStore(RedisPipeline redis) {
    this.redis = redis;
  }

  /**
   * A sweep.
   *
   * @param id the same in all replicas
   * @param begunAt of two sweeps the one that was begun later counts
   * @param owner this replica
   */
  public record Sweep(String id, Instant begunAt, String owner) {}

  /** What became of asking for a part. */
  public sealed interface Claim {

    /**
     * It is ours.
     *
     * @param place from which to go on
     * @param isAgain whether a page from there may have been gone through before, if only in part
     */
    record Given(String place, boolean isAgain) implements Claim {}

    /** Another replica is at it. */
    record Busy() implements Claim {}

    /** There is nothing to do, or a later sweep is to do it. */
    record Done() implements Claim {}
  }

  /** Asks for a part. */
  public Uni<Claim> claim(Sweep sweep, int part, Instant now, Duration lease) {
    return send(Request.cmd(Command.EVAL)
            .arg(CLAIM)
            .arg(1)
            .arg(key(part))
            .arg(sweep.id())
            .arg(sweep.begunAt().toEpochMilli())
            .arg(sweep.owner())
            .arg(now.toEpochMilli())
            .arg(now.plus(lease).toEpochMilli())
            .arg(RedisRankStore.BEGINNING))
        .map(RedisSweepStore::claim);
  }

  private static Claim claim(@Nullable Response answer) {
    if (answer == null || answer.type() != ResponseType.MULTI) {
      return answer != null && answer.toInteger() == 1 ? new Claim.Busy() : new Claim.Done();
    }
    return new Claim.Given(answer.get(0).toString(), answer.get(1).toInteger() == 1);
  }

  /**
   * Notes that a page is done; answers whether the part is still ours.
   *
   * @param next where to go on; null at the end
   */
  public Uni<Boolean> advance(
      Sweep sweep, int part, @Nullable String next, Instant now, Duration lease) {
    return send(Request.cmd(Command.EVAL)
            .arg(ADVANCE)
            .arg(1)
            .arg(key(part))
            .arg(sweep.id())
            .arg(sweep.owner())
            .arg(now.plus(lease).toEpochMilli())
            .arg(next == null ? "" : next))
        .map(answer -> answer != null && answer.toInteger() == 1);
  }

  private Uni<@Nullable Response> send(Request request) {
    return redis.batch(List.of(request)).map(all -> all.get(0));
  }

  private static String key(int part) {
    return "ll:s:{" + part + "}";
  }
}
