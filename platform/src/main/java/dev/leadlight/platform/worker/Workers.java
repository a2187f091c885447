package dev.leadlight.platform.worker;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/**
 * Pure work that takes long enough to hold up whoever shares an event loop, such as reading a
 * scorecard of 900 KB. It is done on threads of its own, at most {@link #MOST_AT_ONCE} at a time in
 * one instance; the rest wait in the order in which they came.
 */
@ApplicationScoped
public class Workers {

  /** The pool's name, which its threads and metrics bear. */
  public static final String POOL = "long-work";

  /** Most works at once: somebody's short one need not wait for a long one of somebody else's. */
  public static final int MOST_AT_ONCE = 2;

  private final WorkerExecutor pool;

  Workers(Vertx vertx) {
    pool = vertx.createSharedWorkerExecutor(POOL, MOST_AT_ONCE);
  }

  /**
   * What work comes to, which is begun with each subscription and asks for nothing that belongs to
   * a request. The outcome comes to where the subscriber is: a request is active there as before,
   * and a connection to PostgreSQL still on its event loop.
   */
  public <T> Uni<T> outcome(Callable<T> work) {
    return pool.executeBlocking(work, false);
  }
}
