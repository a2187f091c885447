package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The fold under the cards in force, made once for each publication. */
@ApplicationScoped
public class ActiveFold {

  private final ActiveScorecard scorecard;
  private volatile Fold fold = new Fold(InForce.of(Scorecard.starter()));

  ActiveFold(ActiveScorecard scorecard) {
    this.scorecard = scorecard;
  }

  /** The fold; fails with a time-out if no card is known within two seconds. */
  public Uni<Fold> get() {
    return scorecard.inForce().map(this::under);
  }

  @SuppressWarnings("ReferenceEquality") // what is in force is made once for each publication
  private Fold under(InForce inForce) {
    Fold current = fold;
    if (current.inForce() != inForce) {
      current = new Fold(inForce);
      fold = current;
    }
    return current;
  }
}
