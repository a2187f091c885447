package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.replay.shell.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * In which tier leads were announced last, by the topic of tier changes: a lead whose state was
 * lost need not be announced again, and its changes go on counting from where they were. Whoever
 * was forgotten since is nobody's past: the same lead id may have begun anew.
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

  /** Reads the topics. Blocks; for worker threads. */
  Told read() {
    Map<LeadId, Instant> forgotten = forgotten();
    Told told = new Told();
    each(
        Topics.TIER_CHANGES,
        lead -> true,
        TierChange.class,
        change -> {
          Instant until = forgotten.getOrDefault(change.leadId(), Instant.MIN);
          if (change.lifeBegunAt().isAfter(until)) {
            told.latest.merge(
                change.leadId(),
                new Last(change.to(), change.sequence()),
                (a, b) -> b.sequence() > a.sequence() ? b : a);
          }
        });
    return told;
  }

  /** When leads were asked to be forgotten, the last time. */
  private Map<LeadId, Instant> forgotten() {
    Map<LeadId, Instant> latest = new HashMap<>();
    each(
        Topics.ERASURES,
        ErasureRequest::isKey,
        ErasureRequest.class,
        request ->
            request
                .leads()
                .forEach(
                    lead ->
                        latest.merge(lead, request.requestedAt(), (a, b) -> b.isAfter(a) ? b : a)));
    return latest;
  }

  private <T> void each(Topic topic, Predicate<String> isKey, Class<T> type, Consumer<T> take) {
    log.readWhole(
        topic,
        record -> {
          try {
            if (record.value() != null && isKey.test(record.key())) {
              take.accept(ContractJson.read(record.value(), type));
            }
          } catch (IOException e) {
            // whoever acts on the topic has put it aside
          }
        });
  }
}
