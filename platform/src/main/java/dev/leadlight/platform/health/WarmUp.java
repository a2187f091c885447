package dev.leadlight.platform.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Not ready until a store has answered for the first time. On a busy machine that can take seconds:
 * connecting, and loading all that reads the answer. No caller should have to wait for it, nor be
 * refused for it. Afterwards nothing is asked any more.
 *
 * <p>Beans extend it with {@code @Readiness} and a call that goes the way of real ones.
 */
public abstract class WarmUp implements AsyncHealthCheck {

  private final String name;
  private final Supplier<Uni<?>> firstCall;
  private volatile boolean warm;

  protected WarmUp(String name, Supplier<Uni<?>> firstCall) {
    this.name = name;
    this.firstCall = firstCall;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return warm
        ? Uni.createFrom().item(answer())
        : Uni.createFrom()
            .deferred(firstCall::get)
            .invoke(() -> warm = true)
            .onFailure()
            .recoverWithNull()
            .map(ignored -> answer());
  }

  private HealthCheckResponse answer() {
    return HealthCheckResponse.named(name).status(warm).build();
  }
}
