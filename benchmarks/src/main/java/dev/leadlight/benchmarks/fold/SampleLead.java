package dev.leadlight.benchmarks.fold;

import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.LeadState;

/** Leads as they are met. */
public enum SampleLead {
  /** On a first visit. */
  NEW(5, 1, 0),
  /** A few visits in two months, one order. */
  TYPICAL(40, 60, 1),
  /** Many visits in two weeks, close to a purchase. */
  HOT(80, 14, 0),
  /** Somebody who lives in the shop. */
  BUSY(2000, 365, 30);

  private final int deeds;
  private final int days;
  private final int orders;

  SampleLead(int deeds, int days, int orders) {
    this.deeds = deeds;
    this.days = days;
    this.orders = orders;
  }

  /** That lead's state under a card. */
  LeadState under(Fold fold) {
    return new Histories(deeds).lead(fold, "u1", deeds, days, orders);
  }
}
