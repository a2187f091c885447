package dev.leadlight.scoring.backtest.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.lead.shell.RedisPipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Back-tests in Redis, so that every replica answers for all. Each method is one pipelined round
 * trip but {@link #begin} and {@link #list}, which are two; no command touches two keys.
 *
 * <ul>
 *   <li>{@code ll:b:<id>} → the back-test as JSON
 *   <li>{@code ll:b} → ids by start, the latest hundred
 *   <li>{@code ll:bl} → the id of the one at work, for as long as its replica renews it
 *   <li>{@code ll:bc:<id>} → somebody wants it no longer
 * </ul>
 */
@ApplicationScoped
public class RedisBacktestStore {

  private static final int MOST = 100;
  private static final String ALL = "ll:b";
  private static final String LEASE = "ll:bl";

  /** Renews the lease; where it has run out, takes it again unless somebody else has it. */
  private static final String RENEW =
      "local v = redis.call('GET', KEYS[1]) "
          + "if not v or v == ARGV[1] then"
          + " redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1 end "
          + "return 0";

  private static final String RELEASE =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end "
          + "return 0";

  private final RedisPipeline redis;
  private final BacktestConfig config;

  RedisBacktestStore(RedisPipeline redis, BacktestConfig config) {
    this.redis = redis;
    this.config = config;
  }

  /** Begins, unless another one is at work; answers whether it did. */
  Uni<Boolean> begin(BacktestView backtest) {
    Request lease =
        Request.cmd(Command.SET)
            .arg(LEASE)
            .arg(backtest.id())
            .arg("NX")
            .arg("PX")
            .arg(config.lease().toMillis());
    return batch(List.of(lease))
        .chain(won -> won.get(0) == null ? Uni.createFrom().item(false) : write(backtest, true));
  }

  private Uni<Boolean> write(BacktestView backtest, boolean isNew) {
    List<Request> requests = new ArrayList<>();
    requests.add(set(backtest));
    if (isNew) {
      long at = backtest.startedAt().toEpochMilli();
      requests.add(Request.cmd(Command.ZADD).arg(ALL).arg(at).arg(backtest.id()));
      requests.add(Request.cmd(Command.ZREMRANGEBYRANK).arg(ALL).arg(0).arg(-MOST - 1));
    }
    return batch(requests).replaceWith(true);
  }

  private Request set(BacktestView backtest) {
    return Request.cmd(Command.SET)
        .arg(key(backtest.id()))
        .arg(Buffer.buffer(ContractJson.write(backtest)))
        .arg("PX")
        .arg(config.keptFor().toMillis());
  }

  /** Notes progress and renews the lease; answers whether it is to go on. */
  Uni<Boolean> beat(BacktestView backtest) {
    return batch(
            List.of(
                set(backtest),
                Request.cmd(Command.EVAL)
                    .arg(RENEW)
                    .arg(1)
                    .arg(LEASE)
                    .arg(backtest.id())
                    .arg(config.lease().toMillis()),
                Request.cmd(Command.EXISTS).arg(cancelKey(backtest.id()))))
        .map(answers -> number(answers.get(1)) == 1 && number(answers.get(2)) == 0);
  }

  /** Notes the end. */
  Uni<Void> end(BacktestView backtest) {
    return batch(
            List.of(
                set(backtest),
                Request.cmd(Command.EVAL).arg(RELEASE).arg(1).arg(LEASE).arg(backtest.id())))
        .replaceWithVoid();
  }

  /** Tells whichever replica works on it that nobody wants it any longer. */
  Uni<Void> cancel(String id) {
    return batch(
            List.of(
                Request.cmd(Command.SET)
                    .arg(cancelKey(id))
                    .arg(1)
                    .arg("PX")
                    .arg(config.keptFor().toMillis())))
        .replaceWithVoid();
  }

  /** A back-test; empty if there is none of that id. */
  Uni<Optional<BacktestView>> find(String id) {
    return batch(List.of(get(LEASE), get(key(id))))
        .map(answers -> Optional.ofNullable(view(answers.get(1), answers.get(0))));
  }

  /** All that are kept, newest first. */
  Uni<List<BacktestView>> list() {
    return batch(List.of(Request.cmd(Command.ZREVRANGE).arg(ALL).arg(0).arg(MOST)))
        .chain(
            ids -> {
              List<Request> requests = new ArrayList<>(List.of(get(LEASE)));
              Response found = ids.get(0);
              if (found != null) {
                found.forEach(id -> requests.add(get(key(id.toString()))));
              }
              return batch(requests);
            })
        .map(RedisBacktestStore::views);
  }

  private static List<BacktestView> views(List<@Nullable Response> answers) {
    List<BacktestView> all = new ArrayList<>();
    for (int i = 1; i < answers.size(); i++) {
      BacktestView view = view(answers.get(i), answers.get(0));
      if (view != null) {
        all.add(view);
      }
    }
    return all;
  }

  /** One at work without a lease has lost its replica. */
  private static @Nullable BacktestView view(
      @Nullable Response stored, @Nullable Response leaseholder) {
    if (stored == null) {
      return null;
    }
    try {
      BacktestView view = ContractJson.read(stored.toBytes(), BacktestView.class);
      boolean isAtWork = leaseholder != null && leaseholder.toString().equals(view.id());
      return view.isEnd() || isAtWork ? view : view.lost();
    } catch (IOException e) {
      throw new UncheckedIOException("a back-test that is not readable", e);
    }
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    return redis.batch(requests);
  }

  private static int number(@Nullable Response answer) {
    return answer == null ? 0 : answer.toInteger();
  }

  private static Request get(String key) {
    return Request.cmd(Command.GET).arg(key);
  }

  private static String key(String id) {
    return "ll:b:" + id;
  }

  private static String cancelKey(String id) {
    return "ll:bc:" + id;
  }
}
