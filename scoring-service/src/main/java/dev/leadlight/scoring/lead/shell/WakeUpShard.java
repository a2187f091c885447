package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One of the parts into which wake-ups are divided by lead, so that a cluster spreads them. The
 * braces keep both keys of a part in one slot.
 */
record WakeUpShard(int number) {

  /** Never to be changed: what is planned in a part stays there. */
  private static final int COUNT = 16;

  static WakeUpShard of(LeadId lead) {
    return new WakeUpShard(Math.floorMod(lead.value().hashCode(), COUNT));
  }

  static List<WakeUpShard> all() {
    return IntStream.range(0, COUNT).mapToObj(WakeUpShard::new).toList();
  }

  /** Sorted set: lead id, by the moment at which to look at it. */
  String planned() {
    return "ll:t:{" + number + "}";
  }

  /** Sorted set: lead id, by the moment at which its claim ends. */
  String claimed() {
    return "ll:t:{" + number + "}:c";
  }

  /**
   * Plans wake-ups, those of a part by one command. Earlier ones stay: of two writers the earlier
   * moment counts.
   */
  static Collection<Request> plan(Map<LeadId, Instant> wakeUps) {
    Map<WakeUpShard, Request> parts = new HashMap<>();
    wakeUps.forEach(
        (lead, at) ->
            parts
                .computeIfAbsent(
                    of(lead), part -> Request.cmd(Command.ZADD).arg(part.planned()).arg("LT"))
                .arg(at.toEpochMilli())
                .arg(lead.value()));
    return parts.values();
  }
}
