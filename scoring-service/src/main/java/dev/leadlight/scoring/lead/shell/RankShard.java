package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.List;
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

  /** Sorted set: lead id, by its score when it was last looked at. */
  String key() {
    return "ll:r:{" + number + "}";
  }

  Request rank(LeadId lead, double score) {
    return Request.cmd(Command.ZADD).arg(key()).arg(Double.toString(score)).arg(lead.value());
  }

  Request remove(LeadId lead) {
    return Request.cmd(Command.ZREM).arg(key()).arg(lead.value());
  }
}
