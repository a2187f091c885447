package dev.leadlight.platform.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final Workers workers = new Workers(vertx);

  @AfterEach
  void stop() {
    vertx.close().await().atMost(PATIENCE);
  }

  @Test
  void noEventLoopWorksAndTheOutcomeComesToWhereItWasAskedFor() throws Exception {
    Context asker = vertx.getDelegate().getOrCreateContext();
    CompletableFuture<List<Boolean>> seen = new CompletableFuture<>();

    asker.runOnContext(
        unused ->
            workers
                .outcome(Context::isOnEventLoopThread)
                .map(isAtWork -> List.of(isAtWork, isAt(asker)))
                .subscribe()
                .with(seen::complete, seen::completeExceptionally));

    assertThat(seen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).containsExactly(false, true);
  }

  private static boolean isAt(Context asker) {
    return Context.isOnEventLoopThread()
        && Objects.equals(Vertx.currentContext().getDelegate(), asker);
  }

  @Test
  void fewAreAtWorkAtOnce() {
    AtomicInteger atWork = new AtomicInteger();
    List<Uni<Integer>> works =
        IntStream.range(0, 4 * Workers.MOST_AT_ONCE)
            .mapToObj(each -> workers.outcome(() -> countedIn(atWork)))
            .toList();

    List<Integer> counted = Uni.join().all(works).andFailFast().await().atMost(PATIENCE);

    assertThat(counted).allMatch(count -> count <= Workers.MOST_AT_ONCE);
  }

  private static int countedIn(AtomicInteger atWork) throws InterruptedException {
    int count = atWork.incrementAndGet();
    Thread.sleep(20); // long enough for others to begin, if they could
    atWork.decrementAndGet();
    return count;
  }

  @Test
  void whatWorkFailsByIsTold() {
    Uni<Object> failing =
        workers.outcome(
            () -> {
              throw new IllegalStateException("no card");
            });

    assertThatThrownBy(() -> failing.await().atMost(PATIENCE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no card");
  }
}
