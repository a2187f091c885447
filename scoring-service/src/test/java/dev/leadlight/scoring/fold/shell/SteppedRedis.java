package dev.leadlight.scoring.fold.shell;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A real Redis that is sent one command after the other, and before one of them something happens:
 * the replica dies, or another one is quicker.
 */
final class SteppedRedis extends Redis {

  private final Redis real;
  private final int stop;
  private final Supplier<Uni<Void>> before;
  private int sent;
  private int roundTrips;
  private boolean dead;

  private SteppedRedis(Redis real, int stop, Supplier<Uni<Void>> before) {
    super(real.getDelegate());
    this.real = real;
    this.stop = stop;
    this.before = before;
  }

  /** The replica dies after so many commands. */
  static SteppedRedis dyingAfter(int commands, Redis real) {
    return new SteppedRedis(
        real, commands, () -> Uni.createFrom().failure(new IOException("the replica has died")));
  }

  /** Something else happens after so many commands. */
  static SteppedRedis interruptedAfter(int commands, Redis real, Supplier<Uni<Void>> other) {
    return new SteppedRedis(real, commands, other);
  }

  /** Nothing happens; it only counts. */
  static SteppedRedis counting(Redis real) {
    return new SteppedRedis(real, Integer.MAX_VALUE, () -> Uni.createFrom().voidItem());
  }

  /** How often it was asked, whatever was asked for at once. */
  int roundTrips() {
    return roundTrips;
  }

  /** How many commands that were. */
  int commands() {
    return sent;
  }

  /** Whether it came so far. */
  boolean reached() {
    return sent > stop;
  }

  @Override
  public Uni<Response> send(Request request) {
    roundTrips++;
    return step(request);
  }

  @Override
  public Uni<List<Response>> batch(List<Request> requests) {
    roundTrips++;
    return Multi.createFrom()
        .iterable(requests)
        .onItem()
        .transformToUniAndConcatenate(request -> step(request).map(Optional::ofNullable))
        .collect()
        .asList()
        .map(SteppedRedis::answers);
  }

  /** Redis has null for nothing, which streams have not. */
  private static List<Response> answers(List<Optional<Response>> answers) {
    List<Response> all = new ArrayList<>(answers.size());
    answers.forEach(answer -> all.add(answer.orElse(null)));
    return all;
  }

  private Uni<Response> step(Request request) {
    if (dead) {
      return Uni.createFrom().failure(new IOException("the replica is dead"));
    }
    return sent++ == stop
        ? before.get().onFailure().invoke(() -> dead = true).chain(() -> real.send(request))
        : real.send(request);
  }
}
