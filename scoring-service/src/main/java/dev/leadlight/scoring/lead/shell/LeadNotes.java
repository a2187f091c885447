package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import io.vertx.mutiny.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is noted beside the states of leads that were looked at.
 *
 * @param wakeUps when to look at a lead again
 * @param scores at the moment of looking
 * @param gone leads that are no longer, to be left out of the ranking
 */
public record LeadNotes(
    Map<LeadId, Instant> wakeUps, Map<LeadId, Double> scores, Set<LeadId> gone) {

  private static final LeadNotes NONE = new LeadNotes(Map.of(), Map.of(), Set.of());

  /** Nothing to note. */
  public static LeadNotes none() {
    return NONE;
  }

  /** These and those, which are later. */
  public LeadNotes and(LeadNotes later) {
    Map<LeadId, Instant> allWakeUps = new HashMap<>(wakeUps);
    allWakeUps.putAll(later.wakeUps);
    Map<LeadId, Double> allScores = new HashMap<>(scores);
    allScores.putAll(later.scores);
    Set<LeadId> allGone = new HashSet<>(gone);
    allGone.removeAll(later.scores.keySet());
    allGone.addAll(later.gone);
    return new LeadNotes(allWakeUps, allScores, allGone);
  }

  /** Those that were scored are to be looked at again by a moment. */
  public LeadNotes lookedAtBy(Instant latest) {
    Map<LeadId, Instant> again = new HashMap<>();
    scores.keySet().forEach(lead -> again.put(lead, latest));
    return new LeadNotes(again, Map.of(), Set.of());
  }

  List<Request> requests() {
    List<Request> requests = new ArrayList<>(WakeUpShard.plan(wakeUps));
    requests.addAll(RankShard.rank(scores));
    gone.forEach(lead -> requests.add(RankShard.of(lead).remove(lead)));
    return requests;
  }
}
