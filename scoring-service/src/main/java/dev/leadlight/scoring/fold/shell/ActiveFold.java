package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The fold under the card in force, made once a card. */
@ApplicationScoped
public class ActiveFold {

  private final ActiveScorecard scorecard;
  private volatile Fold fold = new Fold(Scorecard.starter());

  ActiveFold(ActiveScorecard scorecard) {
    this.scorecard = scorecard;
  }

  /** The fold; fails with a time-out if no card is known within two seconds. */
  public Uni<Fold> get() {
    return scorecard.get().map(this::under);
  }

  private Fold under(Scorecard card) {
    Fold current = fold;
    if (!current.card().equals(card)) {
      current = new Fold(card);
      fold = current;
    }
    return current;
  }
}
