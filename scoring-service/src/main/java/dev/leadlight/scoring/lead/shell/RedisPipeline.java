package dev.leadlight.scoring.lead.shell;

import static java.util.Objects.requireNonNull;

import dev.leadlight.platform.pool.Lent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniOnTimeout;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisClientType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Many commands in one round trip. On a single Redis they are one batch. On a cluster they are sent
 * at once over the connections to its nodes, each to the node that has its key: the client's own
 * batch goes to one node only. There, commands on one key are done in their order, those on
 * different keys in any.
 *
 * <p>Redis answers in time, or the answer is a failure. The clock of an event loop watches over
 * that, the asker's own where it has one: the worker pool's would wake other threads for each
 * command, and keep what was answered long ago until its time is over.
 */
@ApplicationScoped
public class RedisPipeline {

  /** Keys of one call of a script, which keeps Redis from everything else for its time. */
  private static final int MOST_AT_ONCE = 100;

  /** Keys of a read that may share a command with others: those of a few leads, not of a batch. */
  private static final int FEW = 8;

  private final Redis redis;
  private final boolean isCluster;
  private final int mostAtOnce;
  private final Duration timeout;
  private final ScheduledExecutorService clock;
  private final SharedReads shared = new SharedReads(this::getAll);

  @Inject
  RedisPipeline(
      Redis redis,
      Vertx vertx,
      @ConfigProperty(name = "quarkus.redis.client-type", defaultValue = "standalone")
          RedisClientType type,
      LeadConfig config) {
    this(
        redis,
        type == RedisClientType.CLUSTER,
        type == RedisClientType.CLUSTER ? 1 : MOST_AT_ONCE,
        config.timeout(),
        ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop());
  }

  RedisPipeline(
      Redis redis,
      boolean isCluster,
      int mostAtOnce,
      Duration timeout,
      ScheduledExecutorService clock) {
    this.redis = redis;
    this.isCluster = isCluster;
    this.mostAtOnce = mostAtOnce;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Answers in the order of the requests. */
  public Uni<List<@Nullable Response>> batch(List<Request> requests) {
    if (requests.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return inTime(isCluster ? spread(requests) : redis.batch(requests));
  }

  private <T> Uni<T> inTime(Uni<T> answer) {
    UniOnTimeout<T> late = answer.ifNoItem().after(timeout);
    ContextInternal current = eventLoop();
    return current == null ? late.on(clock).fail() : late.on(current.nettyEventLoop()).fail();
  }

  /** That of the event loop which this runs on, if there is one. */
  private static @Nullable ContextInternal eventLoop() {
    return Vertx.currentContext() instanceof ContextInternal current
            && current.nettyEventLoop().inEventLoop()
        ? current
        : null;
  }

  /**
   * What stands under keys, in their order. A single Redis is asked for all of them by one command,
   * which costs it and its client less than one for each; few keys share it with what else is asked
   * for in the same turn of the event loop.
   */
  public Uni<List<@Nullable Response>> get(List<String> keys) {
    if (isCluster || keys.isEmpty()) {
      return batch(keys.stream().map(key -> Request.cmd(Command.GET).arg(key)).toList());
    }
    return Uni.createFrom()
        .deferred(
            () -> {
              ContextInternal asker = keys.size() > FEW ? null : eventLoop();
              return asker == null ? getAll(keys) : shared.get(asker, keys);
            });
  }

  private Uni<List<@Nullable Response>> getAll(List<String> keys) {
    Request all = Request.cmd(Command.MGET);
    keys.forEach(all::arg);
    return inTime(redis.send(all)).map(answer -> values(answer, keys.size()));
  }

  /** A key and what a script is to know about it. */
  record Keyed(String key, List<Buffer> arguments) {}

  /**
   * Calls of a script that does the same to each of its keys, by itself, and answers a list with an
   * answer for each. On a single Redis a call is for many of them: the work around a script is many
   * times that of the few commands in it.
   */
  List<Request> calls(String script, List<Keyed> all) {
    List<Request> calls = new ArrayList<>();
    for (int from = 0; from < all.size(); from += mostAtOnce) {
      List<Keyed> some = all.subList(from, Math.min(all.size(), from + mostAtOnce));
      Request call = Request.cmd(Command.EVAL).arg(script).arg(some.size());
      some.forEach(each -> call.arg(each.key()));
      some.forEach(each -> each.arguments().forEach(call::arg));
      calls.add(call);
    }
    return calls;
  }

  /** Answers what the script says of each key, in their order. */
  Uni<List<Response>> each(String script, List<Keyed> all) {
    return batch(calls(script, all))
        .map(
            answers -> {
              List<Response> flat = new ArrayList<>(all.size());
              answers.forEach(some -> requireNonNull(some).forEach(flat::add));
              return flat;
            });
  }

  private static List<@Nullable Response> values(@Nullable Response all, int count) {
    List<@Nullable Response> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(all == null ? null : all.get(i));
    }
    return values;
  }

  /**
   * Answers {@code then}, of which nothing is done before all of {@code first}; on a cluster by a
   * round trip more.
   */
  public Uni<List<@Nullable Response>> batch(List<Request> first, List<Request> then) {
    if (isCluster && !first.isEmpty() && !then.isEmpty()) {
      return batch(first).chain(() -> batch(then));
    }
    List<Request> all = new ArrayList<>(first);
    all.addAll(then);
    return batch(all).map(answers -> answers.subList(first.size(), answers.size()));
  }

  private Uni<List<@Nullable Response>> spread(List<Request> requests) {
    return Lent.from(redis.getDelegate()::connect, io.vertx.redis.client.RedisConnection::close)
        .map(RedisConnection::newInstance)
        .chain(connection -> sendAll(connection, requests).onTermination().call(connection::close));
  }

  private static Uni<List<@Nullable Response>> sendAll(
      RedisConnection connection, List<Request> requests) {
    return Uni.join().all(requests.stream().map(connection::send).toList()).andCollectFailures();
  }
}
