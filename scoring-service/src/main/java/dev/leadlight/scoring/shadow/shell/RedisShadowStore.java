package dev.leadlight.scoring.shadow.shell;

import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.scoring.lead.RecentMessages;
import dev.leadlight.scoring.lead.shell.RedisPipeline;
import dev.leadlight.scoring.shadow.ShadowReport;
import dev.leadlight.scoring.shadow.ShadowReport.Change;
import dev.leadlight.scoring.shadow.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which leads a draft would put elsewhere, as HyperLogLogs {@code ll:s:<draft>:<from>:<to>}, {@code
 * ll:s:<draft>:all} and {@code ll:s:<draft>:changed}: some kilobytes each however many leads there
 * are, the same lead counted once, a count true to about 1 %. All replicas write the same ones;
 * what is noted twice changes nothing.
 *
 * <p>Every method is one pipelined round trip, and no command touches two keys.
 */
@ApplicationScoped
public class RedisShadowStore {

  private static final Duration KEPT = Duration.ofDays(30);

  private final RedisPipeline redis;

  RedisShadowStore(RedisPipeline redis) {
    this.redis = redis;
  }

  /** Notes where leads stand and would stand. */
  Uni<Void> note(ScorecardRef draft, List<Verdict> verdicts) {
    Map<String, Set<String>> leads = new LinkedHashMap<>();
    for (Verdict each : verdicts) {
      String lead = each.lead().value();
      add(leads, key(draft, "all"), lead);
      if (!each.from().equals(each.to())) {
        add(leads, key(draft, "changed"), lead);
        add(leads, key(draft, each.from() + ":" + each.to()), lead);
      }
    }
    List<Request> requests = new ArrayList<>(2 * leads.size());
    leads.forEach(
        (key, members) -> {
          Request request = Request.cmd(Command.PFADD).arg(key);
          members.forEach(request::arg);
          requests.add(request);
          requests.add(Request.cmd(Command.EXPIRE).arg(key).arg(KEPT.toSeconds()));
        });
    return requests.isEmpty() ? Uni.createFrom().voidItem() : batch(requests).replaceWithVoid();
  }

  private static void add(Map<String, Set<String>> leads, String key, String lead) {
    leads.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(lead);
  }

  /** What was noted of a draft, for all pairs of those tiers. */
  Uni<ShadowReport> report(ScorecardRef draft, Set<String> from, Set<String> to) {
    List<Change> pairs = new ArrayList<>();
    from.forEach(live -> to.forEach(other -> pairs.add(new Change(live, other, 0))));
    List<Request> requests = new ArrayList<>();
    requests.add(count(key(draft, "all")));
    requests.add(count(key(draft, "changed")));
    pairs.forEach(pair -> requests.add(count(key(draft, pair.from() + ":" + pair.to()))));
    return batch(requests).map(answers -> report(draft, pairs, answers));
  }

  private static ShadowReport report(
      ScorecardRef draft, List<Change> pairs, List<@Nullable Response> answers) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Change pair = pairs.get(i);
      changes.add(new Change(pair.from(), pair.to(), number(answers.get(i + 2))));
    }
    return ShadowReport.of(draft, number(answers.get(0)), number(answers.get(1)), changes);
  }

  private static long number(@Nullable Response answer) {
    return answer == null ? 0 : answer.toLong();
  }

  private static Request count(String key) {
    return Request.cmd(Command.PFCOUNT).arg(key);
  }

  private static String key(ScorecardRef draft, String what) {
    return "ll:s:%016x:%s".formatted(RecentMessages.hashOf(draft.id(), draft.version()), what);
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    return redis.batch(requests);
  }
}
