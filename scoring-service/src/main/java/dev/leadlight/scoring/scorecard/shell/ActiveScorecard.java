package dev.leadlight.scoring.scorecard.shell;

import dev.leadlight.contracts.scorecard.Scorecard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The card in force in this replica. Until the topic of published cards has been read up to where
 * it stood at start, there is none: evidence gathered under the wrong card would be lost.
 */
@ApplicationScoped
public class ActiveScorecard {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CompletableFuture<Scorecard> first = new CompletableFuture<>();
  private volatile @Nullable Scorecard current;

  /** The card in force; fails with a time-out if none is known within two seconds. */
  public Uni<Scorecard> get() {
    Scorecard card = current;
    return card != null
        ? Uni.createFrom().item(card)
        : Uni.createFrom().completionStage(() -> first.copy()).ifNoItem().after(PATIENCE).fail();
  }

  /** Whether a card is in force. */
  public boolean isReady() {
    return current != null;
  }

  void activate(Scorecard card) {
    current = card;
    first.complete(card);
  }
}
