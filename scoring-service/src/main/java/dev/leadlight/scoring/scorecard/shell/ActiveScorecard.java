package dev.leadlight.scoring.scorecard.shell;

import dev.leadlight.scoring.scorecard.InForce;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cards in force in this replica. Until the topic of published cards has been read up to where
 * it stood at start, there is none: evidence gathered under the wrong card would be lost.
 */
@ApplicationScoped
public class ActiveScorecard {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CompletableFuture<InForce> first = new CompletableFuture<>();
  private volatile @Nullable InForce current;

  /** All cards in force; fails with a time-out if none is known within two seconds. */
  public Uni<InForce> inForce() {
    InForce known = current;
    return known != null
        ? Uni.createFrom().item(known)
        : Uni.createFrom().completionStage(() -> first.copy()).ifNoItem().after(PATIENCE).fail();
  }

  /**
   * What work comes to under the cards in force; fails like {@link #inForce()}. Once cards are
   * known the work begins at once: a step less for each question.
   */
  public <T> Uni<T> under(Function<InForce, Uni<T>> work) {
    InForce known = current;
    return known == null ? inForce().chain(work::apply) : work.apply(known);
  }

  /** Whether a card is in force. */
  public boolean isReady() {
    return current != null;
  }

  void activate(InForce inForce) {
    current = inForce;
    first.complete(inForce);
  }
}
