package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.lead.Evidence;
import java.time.Instant;

/** A lead as it would be at a moment, had it done something more just then. */
final class Trial {

  private final Scorecard card;
  private final Evidence evidence;
  private final Instant at;
  private final int deeds;
  private final Ledger ledger;

  Trial(Scorecard card, Evidence evidence, Instant at) {
    this(card, evidence, at, 0);
  }

  private Trial(Scorecard card, Evidence evidence, Instant at, int deeds) {
    this.card = card;
    this.evidence = evidence;
    this.at = at;
    this.deeds = deeds;
    this.ledger = Ledger.of(evidence, card);
  }

  /** With one deed more. A distinct property is new each time. */
  Trial with(Deed deed) {
    Evidence done = deed.trace().at(at.toEpochMilli(), -1 - deeds);
    // A deed makes one identity forget what is old, and not all of them together.
    return new Trial(card, evidence.and(done), at, deeds + 1);
  }

  String tier() {
    return new Tiering(ledger).tierAt(at);
  }

  double points() {
    return ledger.pointsAt(at.toEpochMilli());
  }

  /** The points, below zero as well. */
  double net() {
    return ledger.netAt(at.toEpochMilli());
  }
}
