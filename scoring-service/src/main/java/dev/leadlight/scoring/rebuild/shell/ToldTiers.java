package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.replay.shell.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * In which tier leads were announced last, by the topic of tier changes: a lead whose state was
 * lost need not be announced again, and its changes go on counting from where they were.
 */
@ApplicationScoped
public class ToldTiers {

  private final EventLog log;

  ToldTiers(EventLog log) {
    this.log = log;
  }

  /** What was told last of each lead. */
  record Told(Map<LeadId, TierChange> latest) {

    /** A lost lead, as it was announced last; as it is, if nothing was told of it lately. */
    LeadState restored(LeadState lost) {
      TierChange told = latest.get(lost.id());
      return told == null ? lost : lost.announcedBefore(told.to(), told.sequence());
    }
  }

  /** Reads the topic. Blocks; for worker threads. */
  Told read() {
    Map<LeadId, TierChange> latest = new HashMap<>();
    log.readWhole(
        Topics.TIER_CHANGES,
        value -> {
          try {
            TierChange change = ContractJson.read(value, TierChange.class);
            latest.merge(change.leadId(), change, (a, b) -> b.sequence() > a.sequence() ? b : a);
          } catch (IOException e) {
            // whoever acts on the topic has put it aside
          }
        });
    return new Told(latest);
  }
}
