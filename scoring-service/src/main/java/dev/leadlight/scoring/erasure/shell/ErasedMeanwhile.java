package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.scoring.lead.shell.RedisErasureStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether somebody was forgotten while what they did was being folded. What the erasure has taken
 * away may have been brought back by it: then that is taken away once more, at once, for what is
 * done afterwards begins a new lead.
 */
@ApplicationScoped
public class ErasedMeanwhile {

  private final ErasedConsumer erased;
  private final RedisErasureStore erasures;
  private final ForgettingWorkflow forgetting;

  ErasedMeanwhile(
      ErasedConsumer erased, RedisErasureStore erasures, ForgettingWorkflow forgetting) {
    this.erased = erased;
    this.erasures = erasures;
    this.forgetting = forgetting;
  }

  /**
   * Answers whether there was somebody, when they are gone again. One round trip if nobody was.
   *
   * @param readUpTo the topic of erasures when it was begun to be folded
   * @param isInIt whether some of it was done by somebody who is to be forgotten
   */
  public Uni<Boolean> takenAwayAgain(long readUpTo, Predicate<ErasureRequest> isInIt) {
    return erasures
        .begunUpTo()
        .chain(
            begun ->
                begun <= readUpTo
                    ? Uni.createFrom().item(List.<ErasureRequest>of())
                    : erased.between(readUpTo, begun))
        .map(requests -> requests.stream().filter(isInIt).toList())
        .call(this::forgetAgain)
        .map(requests -> !requests.isEmpty());
  }

  private Uni<Void> forgetAgain(List<ErasureRequest> requests) {
    return Multi.createFrom()
        .iterable(requests)
        .onItem()
        .transformToUniAndConcatenate(forgetting::forgetAgain)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
