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

  /** A change that was told. */
  private record Last(String tier, long sequence) {}

  /** What was told last of each lead. */
  static final class Told {
    private final Map<LeadId, Last> latest = new HashMap<>();

    /**
     * A lead as it was announced last, where its state has forgotten that; else as it is. A state
     * is written before its change is told, so one that was not lost is never behind the topic.
     */
    LeadState restored(LeadState state) {
      Last told = latest.get(state.id());
      return told == null || told.sequence() <= state.sequence()
          ? state
          : state.announcedBefore(told.tier(), told.sequence());
    }
  }

  /** Reads the topic. Blocks; for worker threads. */
  Told read() {
    Told told = new Told();
    log.readWhole(
        Topics.TIER_CHANGES,
        each -> {
          try {
            TierChange change = ContractJson.read(each.value(), TierChange.class);
            told.latest.merge(
                change.leadId(),
                new Last(change.to(), change.sequence()),
                (a, b) -> b.sequence() > a.sequence() ? b : a);
          } catch (IOException e) {
            // whoever acts on the topic has put it aside
          }
        });
    return told;
  }
}
