package dev.leadlight.scoring.lead.shell;

import dev.leadlight.scoring.lead.shell.RedisRankStore.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a sweep over all leads has come, in a hash {@code ll:s:{<part>}} for each part of the
 * ranking: which sweep, the place to go on from, who has it until when. A part is one replica's at
 * a time; whoever has it notes each page when all that the page caused is durable, so after a crash
 * one page is gone through again.
 *
 * <p>Every method is one round trip.
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
    Request claim =
        Request.cmd(Command.EVAL)
            .arg(CLAIM)
            .arg(1)
            .arg(key(part))
            .arg(sweep.id())
            .arg(sweep.begunAt().toEpochMilli())
            .arg(sweep.owner())
            .arg(now.toEpochMilli())
            .arg(now.plus(lease).toEpochMilli())
            .arg(RedisRankStore.BEGINNING);
    return redis.batch(List.of(claim)).map(answers -> claim(answers.get(0)));
  }

  private static Claim claim(@Nullable Response answer) {
    if (answer == null || answer.type() != ResponseType.MULTI) {
      return answer != null && answer.toInteger() == 1 ? new Claim.Busy() : new Claim.Done();
    }
    return new Claim.Given(answer.get(0).toString(), answer.get(1).toInteger() == 1);
  }

  /**
   * Where a part stands once a page of it is done.
   *
   * @param isOurs whether we still have the part
   * @param next the page that follows; null at the end
   */
  public record Noted(boolean isOurs, @Nullable Page next) {}

  /**
   * Notes what looking at a page of leads has shown, then that the page is done, and reads the one
   * that follows. On a cluster that takes a round trip more.
   *
   * @param next where to go on; null at the end
   * @param about how many leads to read, roughly
   */
  public Uni<Noted> advance(
      Sweep sweep,
      int part,
      LeadNotes notes,
      @Nullable String next,
      Instant now,
      Duration lease,
      int about) {
    List<Request> last = new ArrayList<>();
    last.add(
        Request.cmd(Command.EVAL)
            .arg(ADVANCE)
            .arg(1)
            .arg(key(part))
            .arg(sweep.id())
            .arg(sweep.owner())
            .arg(now.plus(lease).toEpochMilli())
            .arg(next == null ? "" : next));
    if (next != null) {
      last.add(RedisRankStore.scan(part, next, about));
    }
    return redis
        .batch(notes.requests(), last)
        .map(
            answers -> {
              Response moved = answers.get(0);
              return new Noted(
                  moved != null && moved.toInteger() == 1,
                  next == null ? null : RedisRankStore.page(answers.get(1)));
            });
  }

  /** When the latest sweep was begun; empty if there was none. */
  public Uni<Optional<Instant>> begunAt() {
    return redis
        .batch(List.of(Request.cmd(Command.HGET).arg(key(0)).arg("at")))
        .map(answers -> Optional.ofNullable(answers.get(0)))
        .map(at -> at.map(Response::toLong).map(Instant::ofEpochMilli));
  }

  private static String key(int part) {
    return "ll:s:{" + part + "}";
  }
}
