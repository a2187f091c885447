package dev.leadlight.local.infrastructure;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Does the same with several things at once, each on a thread of its own. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Waits for all of them, the failing ones included.
   *
   * @throws RuntimeException of one that failed
   */
  public static <T> void run(Collection<T> things, Consumer<T> action) {
    CompletableFuture<?>[] running =
        things.stream()
            .map(
                thing ->
                    CompletableFuture.runAsync(
                        () -> action.accept(thing), SideBySide::onThreadOfItsOwn))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(running).join();
    } catch (CompletionException fault) {
      if (fault.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw fault;
    }
  }

  /** The common pool may have a single thread, and then nothing would be side by side. */
  private static void onThreadOfItsOwn(Runnable task) {
    new Thread(task, "side-by-side").start();
  }
}
