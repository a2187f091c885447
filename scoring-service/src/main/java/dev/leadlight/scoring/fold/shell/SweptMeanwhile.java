package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Leads that were folded under a card which a sweep has replaced by then, because this replica
 * stood still or has not read the new one yet: the sweep may have passed them, so they are looked
 * at again soon.
 */
@ApplicationScoped
public class SweptMeanwhile {

  /** By then a replica that had stood still knows the card as well. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final RedisLeadStore store;
  private final RedisSweepStore sweeps;
  private final Clock clock;

  SweptMeanwhile(RedisLeadStore store, RedisSweepStore sweeps, Clock clock) {
    this.store = store;
    this.sweeps = sweeps;
    this.clock = clock;
  }

  /** Has the leads looked at again if that is so. One round trip if it is not. */
  Uni<Void> lookAgain(Fold fold, LeadNotes notes) {
    Scorecard.Published published = fold.card().published();
    return published == null
        ? Uni.createFrom().voidItem()
        : sweeps
            .begunAt()
            .chain(
                begun ->
                    begun.filter(at -> at.isAfter(published.at())).isPresent()
                        ? note(notes.lookedAtBy(clock.instant().plus(SOON)))
                        : Uni.createFrom().voidItem());
  }

  private Uni<Void> note(LeadNotes notes) {
    return store.note(Map.of(), Map.of(), notes, Map.of());
  }
}
