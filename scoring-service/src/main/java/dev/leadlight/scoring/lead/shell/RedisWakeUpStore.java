package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When to look at which lead again, in two sorted sets a part:
 *
 * <ul>
 *   <li>{@code ll:t:{<part>}} planned: lead id by the moment to look at it
 *   <li>{@code ll:t:{<part>}:c} claimed: lead id by the moment at which the claim ends
 * </ul>
 *
 * <p>A lead is planned by whoever writes it, and only ever to an earlier moment, so that of two who
 * plan at once none can undo the other. What is planned too early costs a look and nothing else.
 * Only a claim takes a lead out of the plan, and moves it to the claims in the same step. It leaves
 * those when all is done: its effects are on the topics and the next moment is planned. So there is
 * no step at which a crash loses one; a claim that has ended is claimed again, and says so.
 */
@ApplicationScoped
public class RedisWakeUpStore {

  /**
   * Takes ended claims first, then what is due. A claim's end is its token: a later claim of the
   * same lead gets a later one. Answers count and moment of what is due, then by lead: due, token,
   * and whether an earlier claim had not been finished.
   */
  private static final String CLAIM =
      "local due = redis.call('ZCOUNT', KEYS[1], '-inf', ARGV[1]) "
          + "local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES') "
          + "local out = {due, first[2] or ''} "
          + "local ended = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1],"
          + " 'WITHSCORES', 'LIMIT', 0, ARGV[3]) "
          + "for i = 1, #ended, 2 do"
          + " redis.call('ZADD', KEYS[2], ARGV[2], ended[i])"
          + " for _, v in ipairs({ended[i], ended[i + 1], ARGV[2], 1}) do out[#out + 1] = v end "
          + "end "
          + "local room = ARGV[3] - #ended / 2 "
          + "if room == 0 then return out end "
          + "local now = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1],"
          + " 'WITHSCORES', 'LIMIT', 0, room) "
          + "for i = 1, #now, 2 do"
          + " local held = redis.call('ZSCORE', KEYS[2], now[i])"
          + " local token = ARGV[2]"
          + " if held and tonumber(held) >= tonumber(token) then"
          + "  token = string.format('%.0f', held + 1) end"
          + " redis.call('ZADD', KEYS[2], token, now[i])"
          + " redis.call('ZREM', KEYS[1], now[i])"
          + " for _, v in ipairs({now[i], now[i + 1], token, held and 1 or 0}) do"
          + "  out[#out + 1] = v end "
          + "end "
          + "return out";

  /** Ends a claim, unless somebody else has claimed the lead since. */
  private static final String RELEASE =
      "local held = redis.call('ZSCORE', KEYS[1], ARGV[1]) "
          + "if held and tonumber(held) == tonumber(ARGV[2]) then"
          + " redis.call('ZREM', KEYS[1], ARGV[1]) end "
          + "return 0";

  private final RedisPipeline redis;

  RedisWakeUpStore(RedisPipeline redis) {
    this.redis = redis;
  }

  /**
   * A lead that is ours to look at until the claim ends.
   *
   * @param dueAt the moment that was planned; for one that is claimed again, when the claim before
   *     ended
   * @param token of this claim
   * @param isAgain whether somebody had it before and did not finish
   */
  public record Claim(LeadId lead, Instant dueAt, long token, boolean isAgain) {}

  /**
   * What was claimed.
   *
   * @param dueCount how many were due before, these included
   * @param oldestDue the earliest moment that was due; null if none was
   */
  public record Claims(List<Claim> claims, long dueCount, @Nullable Instant oldestDue) {}

  /** Claims what is due, the earliest first, at most so many in each part. */
  public Uni<Claims> claim(Instant now, Duration lease, int mostInAPart) {
    List<Request> requests =
        WakeUpShard.all().stream()
            .map(
                shard ->
                    Request.cmd(Command.EVAL)
                        .arg(CLAIM)
                        .arg(2)
                        .arg(shard.planned())
                        .arg(shard.claimed())
                        .arg(now.toEpochMilli())
                        .arg(now.plus(lease).toEpochMilli())
                        .arg(mostInAPart))
            .toList();
    return batch(requests).map(answers -> claims(answers, now));
  }

  private static Claims claims(List<@Nullable Response> answers, Instant now) {
    Map<LeadId, Claim> claims = new LinkedHashMap<>();
    long dueCount = 0;
    Instant oldest = null;
    for (Response answer : answers) {
      if (answer == null) {
        continue;
      }
      dueCount += answer.get(0).toLong();
      Instant first = moment(answer.get(1).toString());
      if (first != null && !first.isAfter(now) && (oldest == null || first.isBefore(oldest))) {
        oldest = first;
      }
      for (int i = 2; i < answer.size(); i += 4) {
        Claim claim = claim(answer, i);
        // One whose claim has ended may be due as well; the later token is the valid one.
        claims.put(claim.lead(), claim);
      }
    }
    return new Claims(List.copyOf(claims.values()), dueCount, oldest);
  }

  private static Claim claim(Response answer, int at) {
    return new Claim(
        new LeadId(answer.get(at).toString()),
        Instant.ofEpochMilli((long) Double.parseDouble(answer.get(at + 1).toString())),
        Long.parseLong(answer.get(at + 2).toString()),
        answer.get(at + 3).toLong() == 1);
  }

  private static @Nullable Instant moment(String score) {
    return score.isEmpty() ? null : Instant.ofEpochMilli((long) Double.parseDouble(score));
  }

  /** Notes what looking has shown, the next moments among it; then ends the claims. */
  public Uni<Void> finish(List<Claim> claims, LeadNotes notes) {
    List<Request> requests = new ArrayList<>(notes.requests());
    for (Claim claim : claims) {
      requests.add(
          Request.cmd(Command.EVAL)
              .arg(RELEASE)
              .arg(1)
              .arg(WakeUpShard.of(claim.lead()).claimed())
              .arg(claim.lead().value())
              .arg(claim.token()));
    }
    return requests.isEmpty() ? Uni.createFrom().voidItem() : batch(requests).replaceWithVoid();
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    return redis.batch(requests);
  }
}
