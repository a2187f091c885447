package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.Ranked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All leads, in the order of the scores they had when they were last looked at, in sorted sets
 * {@code ll:r:{<part>}}. Scores are not stored anywhere else, and these are no scores to tell: they
 * only say where to look first. Every fold and every wake-up of a lead writes it; a score that only
 * fades has to be found in its place no later than it stands here, and who finds one that has faded
 * puts it where it belongs.
 *
 * <p>A score that rises in silence is written by the wake-up at the moment of the rise, one that
 * rises little by little whenever it has risen by a point. Of two who write one lead at once the
 * later stays, which may be the one who had read earlier; the next look puts that right, at the
 * latest the wake-up at the end of the visit.
 *
 * <p>Every method is one pipelined round trip, and no command touches two keys.
 */
@ApplicationScoped
public class RedisRankStore {

  /** Moves a lead, unless somebody has moved it since it was read. */
  private static final String MOVE =
      "local held = redis.call('ZSCORE', KEYS[1], ARGV[1]) "
          + "if held and tonumber(held) == tonumber(ARGV[2]) then"
          + " redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1]) end "
          + "return 0";

  private final RedisPipeline redis;

  RedisRankStore(RedisPipeline redis) {
    this.redis = redis;
  }

  /**
   * The leads at or below a place.
   *
   * @param place null for the top
   * @param mostOfAPart up to so many of each part are answered
   * @return of each part, highest first
   */
  public Uni<List<List<Ranked>>> from(@Nullable Ranked place, int mostOfAPart) {
    String highest = place == null ? "+inf" : Double.toString(place.place());
    return batch(RankShard.all().stream().map(part -> range(part, highest, mostOfAPart)).toList())
        .map(answers -> answers.stream().map(RedisRankStore::ranked).toList());
  }

  private static Request range(RankShard part, String highest, int most) {
    return Request.cmd(Command.ZREVRANGEBYSCORE)
        .arg(part.key())
        .arg(highest)
        .arg("-inf")
        .arg("WITHSCORES")
        .arg("LIMIT")
        .arg(0)
        .arg(most);
  }

  /** Puts leads where they belong, and takes out those that are no longer. */
  public Uni<Void> correct(Map<Ranked, Ranked> moved, Set<LeadId> gone) {
    List<Request> requests = new ArrayList<>(moved.size() + gone.size());
    moved.forEach(
        (from, to) ->
            requests.add(
                Request.cmd(Command.EVAL)
                    .arg(MOVE)
                    .arg(1)
                    .arg(RankShard.of(from.lead()).key())
                    .arg(from.lead().value())
                    .arg(Double.toString(from.place()))
                    .arg(Double.toString(to.place()))));
    gone.forEach(lead -> requests.add(RankShard.of(lead).remove(lead)));
    return batch(requests).replaceWithVoid();
  }

  /** How many parts there are; each can be gone through by itself. */
  public int parts() {
    return RankShard.COUNT;
  }

  /**
   * Some leads of a part, in no order.
   *
   * @param next where to go on; null after the last
   */
  public record Page(List<LeadId> leads, @Nullable String next) {}

  /**
   * Goes through all leads of a part. Who begins with {@link #BEGINNING} and goes on until there is
   * no next sees every lead that was there all the time at least once, and may see one twice.
   * Places may be kept and gone on from later; after a fail-over of Redis begin the part again.
   *
   * @param about how many leads to read at once, roughly
   */
  public Uni<Page> leads(int part, String place, int about) {
    return batch(List.of(scan(part, place, about))).map(answers -> page(answers.get(0)));
  }

  static Request scan(int part, String place, int about) {
    return Request.cmd(Command.ZSCAN)
        .arg(new RankShard(part).key())
        .arg(place)
        .arg("COUNT")
        .arg(about);
  }

  /** Where a part begins. */
  public static final String BEGINNING = "0";

  static Page page(@Nullable Response answer) {
    if (answer == null) {
      return new Page(List.of(), null);
    }
    String next = answer.get(0).toString();
    Response found = answer.get(1);
    List<LeadId> leads = new ArrayList<>(found.size() / 2);
    for (int i = 0; i < found.size(); i += 2) {
      leads.add(new LeadId(found.get(i).toString()));
    }
    return new Page(leads, next.equals(BEGINNING) ? null : next);
  }

  private static List<Ranked> ranked(@Nullable Response answer) {
    if (answer == null) {
      return List.of();
    }
    List<Ranked> all = new ArrayList<>(answer.size());
    // Pairs in version 3 of the protocol, one after the other in version 2.
    boolean isPaired = answer.size() > 0 && answer.get(0).type() == ResponseType.MULTI;
    for (int i = 0; i < answer.size(); i += isPaired ? 1 : 2) {
      Response lead = isPaired ? answer.get(i).get(0) : answer.get(i);
      Response place = isPaired ? answer.get(i).get(1) : answer.get(i + 1);
      all.add(new Ranked(new LeadId(lead.toString()), Double.parseDouble(place.toString())));
    }
    return all;
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    return requests.isEmpty() ? Uni.createFrom().item(List.of()) : redis.batch(requests);
  }
}
