package dev.leadlight.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private final AtomicInteger calls = new AtomicInteger();

  private static final class Store extends WarmUp {
    Store(Supplier<Uni<?>> firstCall) {
      super("a store", firstCall);
    }
  }

  @Test
  void isReadyOnceTheStoreHasAnsweredAndAsksNoMore() {
    WarmUp store = new Store(this::answersTheSecondTime);

    assertThat(status(store)).isEqualTo(Status.DOWN);
    assertThat(status(store)).isEqualTo(Status.UP);
    assertThat(status(store)).isEqualTo(Status.UP);
    assertThat(calls).hasValue(2);
  }

  private Uni<?> answersTheSecondTime() {
    return calls.incrementAndGet() == 1
        ? Uni.createFrom().failure(new IllegalStateException("no connection"))
        : Uni.createFrom().item("one row");
  }

  private static Status status(WarmUp store) {
    return store.call().await().atMost(Duration.ofSeconds(10)).getStatus();
  }
}
