package dev.leadlight.benchmarks.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Carries a plan out. All of it happens on one event loop. */
final class LoadRun {

  private static final long TIMEOUT_MILLIS = 10_000;
  private static final long NANOS_A_MICRO = 1_000;

  private final Vertx vertx;
  private final LoadPlan plan;
  private final List<Template> bodies;
  private final RequestOptions options;
  private final HttpClient client;
  private final Histogram micros = new Histogram(3);
  private final Map<Integer, Long> answers = new TreeMap<>();
  private final Promise<LoadResult> result = Promise.promise();

  private long begin;
  private long end;
  private long due;
  private long begun;
  private long open;

  private LoadRun(Vertx vertx, LoadPlan plan, List<Template> bodies) {
    this.vertx = vertx;
    this.plan = plan;
    this.bodies = bodies;
    this.options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(plan.url())
            .setTimeout(TIMEOUT_MILLIS);
    plan.headers().forEach(options::putHeader);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(plan.connections())
                .setMaxWaitQueueSize(-1)
                .setTcpNoDelay(true));
  }

  static Future<LoadResult> of(Vertx vertx, Context context, LoadPlan plan, List<Template> bodies) {
    LoadRun run = new LoadRun(vertx, plan, bodies);
    context.runOnContext(now -> run.start());
    return run.result.future().onComplete(done -> run.client.close());
  }

  private void start() {
    begin = System.nanoTime();
    end = begin + plan.duration().toNanos();
    if (plan.isClosedLoop()) {
      for (int connection = 0; connection < plan.connections(); connection++) {
        request(System.nanoTime());
      }
    } else {
      keepPace();
    }
  }

  /** Begins what is due; the clock, not the server, says when. */
  private void keepPace() {
    long now = System.nanoTime();
    long dueAt = dueAt(due);
    while (dueAt <= now && dueAt < end) {
      if (open < plan.mostOpen()) {
        request(dueAt);
      }
      due++;
      dueAt = dueAt(due);
    }
    if (dueAt < end) {
      vertx.setTimer(1, tick -> keepPace());
    } else {
      finishIfDone();
    }
  }

  private long dueAt(long request) {
    return begin + request * Duration.ofSeconds(1).toNanos() / plan.perSecond();
  }

  private void request(long dueAt) {
    Buffer body = bodies.get((int) (begun % bodies.size())).next();
    begun++;
    open++;
    client
        .request(plan.isGet() ? get(body) : options)
        .compose(request -> plan.isGet() ? request.send() : request.send(body))
        .compose(LoadRun::statusAtEnd)
        .otherwise(0)
        .onSuccess(status -> answered(status, dueAt));
  }

  private RequestOptions get(Buffer path) {
    return new RequestOptions(options)
        .setMethod(HttpMethod.GET)
        .setAbsoluteURI(plan.url() + path.toString());
  }

  private static Future<Integer> statusAtEnd(HttpClientResponse response) {
    return response.end().map(response.statusCode());
  }

  private void answered(int status, long dueAt) {
    long now = System.nanoTime();
    open--;
    answers.merge(status, 1L, Long::sum);
    if (LoadResult.isTaken(status)) {
      micros.recordValue(Math.max(0, now - dueAt) / NANOS_A_MICRO);
    }
    if (plan.isClosedLoop() && now < end) {
      request(now);
    } else {
      finishIfDone();
    }
  }

  private void finishIfDone() {
    if (open == 0 && (plan.isClosedLoop() || dueAt(due) >= end)) {
      result.tryComplete(
          new LoadResult(
              answers,
              Duration.ofNanos(System.nanoTime() - begin),
              micros(micros.getValueAtPercentile(50)),
              micros(micros.getValueAtPercentile(99)),
              micros(micros.getMaxValue())));
    }
  }

  private static Duration micros(long count) {
    return Duration.ofNanos(count * NANOS_A_MICRO);
  }
}
