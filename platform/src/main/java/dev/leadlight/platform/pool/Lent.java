package dev.leadlight.platform.pool;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What is asked of a pool by somebody who may stop waiting for it. */
public final class Lent {

  private Lent() {}

  /**
   * Something out of a pool, asked for with each subscription. The wish can't be taken back, so
   * what comes when nobody waits any longer goes back at once. It would be nobody's otherwise, and
   * a few of those leave nothing in the pool.
   *
   * @param giveBack what to do with it then
   */
  public static <T> Uni<T> from(Supplier<Future<T>> pool, Consumer<T> giveBack) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              AtomicBoolean isOver = new AtomicBoolean();
              emitter.onTermination(() -> isOver.set(true));
              pool.get()
                  .onFailure(emitter::fail)
                  .onSuccess(
                      lent -> {
                        if (isOver.get()) {
                          giveBack.accept(lent);
                        } else {
                          emitter.complete(lent);
                        }
                      });
            });
  }
}
