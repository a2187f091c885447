package dev.leadlight.scoring.lead.shell;

import io.netty.util.concurrent.FastThreadLocal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Small reads that come up in the same turn of an event loop go to Redis as one, which costs it and
 * its client little more than one of them would. Nobody waits for company: when the loop has gone
 * through what the network brought in, what was asked for meanwhile is sent.
 *
 * <p>All that share a read share its failure. Each is answered in its own context, which is what
 * tells requests apart; the read itself is sent in that of the first.
 */
final class SharedReads {

  /** An answer to more of them would be long in coming to the first. */
  private static final int MOST_KEYS = 64;

  private final Function<List<String>, Uni<List<@Nullable Response>>> read;
  private final FastThreadLocal<@Nullable Turn> turns = new FastThreadLocal<>();

  /**
   * @param read what stands under keys, in their order
   */
  SharedReads(Function<List<String>, Uni<List<@Nullable Response>>> read) {
    this.read = read;
  }

  /**
   * What stands under keys, in their order.
   *
   * @param asker of the event loop that this is called on
   */
  Uni<List<@Nullable Response>> get(ContextInternal asker, List<String> keys) {
    Turn turn = turns.get();
    if (turn == null || turn.keys.size() + keys.size() > MOST_KEYS) {
      Turn begun = new Turn();
      turns.set(begun);
      asker.runOnContext(ignored -> end(begun));
      turn = begun;
    }
    return UniHelper.toUni(turn.add(asker, keys));
  }

  private void end(Turn turn) {
    if (turns.get() == turn) {
      turns.remove();
    }
    Uni.createFrom()
        .deferred(() -> read.apply(turn.keys)) // so that what it throws is told, too
        .subscribe()
        .with(turn::answer, turn::fail);
  }

  private static final class Turn {

    final List<String> keys = new ArrayList<>();
    private final List<Share> shares = new ArrayList<>();

    Future<List<@Nullable Response>> add(ContextInternal asker, List<String> wanted) {
      Promise<List<@Nullable Response>> promise = asker.promise();
      shares.add(new Share(promise, keys.size(), keys.size() + wanted.size()));
      keys.addAll(wanted);
      return promise.future();
    }

    void answer(List<@Nullable Response> answers) {
      shares.forEach(each -> each.promise.complete(answers.subList(each.from, each.to)));
    }

    void fail(Throwable failure) {
      shares.forEach(each -> each.promise.fail(failure));
    }
  }

  private record Share(Promise<List<@Nullable Response>> promise, int from, int to) {}
}
