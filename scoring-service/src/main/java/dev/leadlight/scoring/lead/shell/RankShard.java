package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.Ranked;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One of the parts into which the ranking is divided by lead, so that a cluster spreads it. */
record RankShard(int number) {

  /** Never to be changed: a lead that is ranked in a part stays there. */
  static final int COUNT = 16;

  static RankShard of(LeadId lead) {
    return new RankShard(Math.floorMod(lead.value().hashCode(), COUNT));
  }

  static List<RankShard> all() {
    return IntStream.range(0, COUNT).mapToObj(RankShard::new).toList();
  }

  /** Sorted set: lead id, by its {@link Ranked#place}. */
  String key() {
    return "ll:r:{" + number + "}";
  }

  /** Ranks leads by their scores, those of a part by one command. */
  static Collection<Request> rank(Map<LeadId, Double> scores) {
    Map<RankShard, Request> parts = new HashMap<>();
    scores.forEach(
        (lead, score) ->
            parts
                .computeIfAbsent(of(lead), part -> Request.cmd(Command.ZADD).arg(part.key()))
                .arg(Double.toString(Ranked.of(lead, score).place()))
                .arg(lead.value()));
    return parts.values();
  }

  Request remove(LeadId lead) {
    return Request.cmd(Command.ZREM).arg(key()).arg(lead.value());
  }
}
