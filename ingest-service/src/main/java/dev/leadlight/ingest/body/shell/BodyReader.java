package dev.leadlight.ingest.body.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.source.FairRoom;
import dev.leadlight.ingest.source.shell.SourceMetrics;
import dev.leadlight.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads bodies on the event loop, as bytes whatever their content type says: at most so large, at
 * most so long, and all of them together within a budget that the sources share, so that neither an
 * endless nor a slow body, nor many of them, cost others more than their own connection.
 */
@Singleton
public class BodyReader {

  /** No source is named so. */
  private static final String UNKNOWN = "";

  private static final byte[] NOTHING = {};

  private final Vertx vertx;
  private final long timeoutMillis;
  private final FairRoom arriving;
  private final SourceMetrics metrics;

  BodyReader(Vertx vertx, BodyConfig config, SourceMetrics metrics, MeterRegistry registry) {
    this.vertx = vertx;
    this.timeoutMillis = config.timeout().toMillis();
    this.arriving = new FairRoom(config.maxArriving().asLongValue());
    this.metrics = metrics;
    Gauge.builder("leadlight.ingest.arriving.bytes", arriving, FairRoom::used)
        .description("Held by bodies that have not arrived completely")
        .strongReference(true)
        .register(registry);
  }

  /**
   * The body of a sender who is not known yet, decompressed. All of these share one source's part
   * of the budget. Fails with a {@link BodyException} (400, 413, 415) if it can't be read, or with
   * another problem if it didn't come: 408, or 503 over the budget.
   *
   * @param maxBytes the most it may have, as sent and after decompression
   */
  public Uni<byte[]> read(HttpServerRequest request, long maxBytes) {
    return read(request, maxBytes, UNKNOWN);
  }

  /**
   * The same of a source that is known.
   *
   * @param source its name
   */
  public Uni<byte[]> read(HttpServerRequest request, long maxBytes, String source) {
    if (declaredLength(request) > maxBytes) {
      return Uni.createFrom().failure(tooLarge(maxBytes, NOTHING));
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return Uni.createFrom()
        .<byte[]>emitter(emitter -> new Arrival(request, maxBytes, source, emitter).begin())
        .map(body -> ContentEncoding.decoded(body, encoding, maxBytes));
  }

  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  private static ProblemException tooLarge(long maxBytes, byte[] begun) {
    return new BodyException(
        ProblemType.PAYLOAD_TOO_LARGE, "A request has at most " + maxBytes + " bytes.", begun);
  }

  /** One body on its way. All its methods run on the connection's event loop. */
  private final class Arrival {
    private final HttpServerRequest request;
    private final long maxBytes;
    private final String source;
    private final UniEmitter<? super byte[]> emitter;
    private final List<Buffer> chunks = new ArrayList<>(1);
    private int length;
    private long timer;
    private boolean over;

    Arrival(
        HttpServerRequest request,
        long maxBytes,
        String source,
        UniEmitter<? super byte[]> emitter) {
      this.request = request;
      this.maxBytes = maxBytes;
      this.source = source;
      this.emitter = emitter;
    }

    void begin() {
      timer = vertx.setTimer(timeoutMillis, id -> fail(late()));
      request.exceptionHandler(this::fail);
      request.endHandler(end -> complete());
      request.handler(this::take);
      if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
        request.response().writeContinue();
      }
      request.resume();
    }

    private void take(Buffer chunk) {
      if (over) {
        return;
      }
      if (length + chunk.length() > maxBytes) {
        fail(tooLarge(maxBytes, whole()));
      } else if (arriving.enter(source, chunk.length())) {
        chunks.add(chunk);
        length += chunk.length();
      } else {
        metrics.refused(source, "bodies");
        fail(crowded());
      }
    }

    private void complete() {
      if (leave()) {
        emitter.complete(whole());
      }
    }

    /** The request keeps this object until it is answered, but need not keep the body. */
    private byte[] whole() {
      byte[] body = new byte[length];
      int filled = 0;
      for (Buffer chunk : chunks) {
        chunk.getBytes(body, filled);
        filled += chunk.length();
      }
      chunks.clear();
      return body;
    }

    private void fail(Throwable failure) {
      if (leave()) {
        chunks.clear();
        emitter.fail(failure);
      }
    }

    private boolean leave() {
      if (over) {
        return false;
      }
      over = true;
      vertx.cancelTimer(timer);
      arriving.leave(source, length);
      return true;
    }

    private ProblemException late() {
      return new ProblemException(
          ProblemType.REQUEST_TIMEOUT, "The body did not arrive in " + timeoutMillis + " ms.");
    }

    private static ProblemException crowded() {
      return new ProblemException(
          ProblemType.UNAVAILABLE, "Too many bodies are arriving; send the same request again.");
    }
  }
}
