package dev.leadlight.feedback.label.shell;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.label.Step;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a vendor who takes calls and says nothing does to us. */
@SuppressWarnings("NullAway.Init")
class VendorClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More calls than there are connections to one vendor. */
  private static final int CALLS = 12;

  private final List<Socket> taken = new CopyOnWriteArrayList<>();
  private volatile boolean answers;
  private Vertx vertx;
  private ServerSocket vendor;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    vendor = new ServerSocket(0, CALLS, InetAddress.getLoopbackAddress());
    Thread door = new Thread(this::takeCalls, "vendor");
    door.setDaemon(true);
    door.start();
  }

  @AfterEach
  void stop() throws IOException {
    vendor.close();
    for (Socket each : taken) {
      each.close();
    }
    vertx.closeAndAwait();
  }

  @Test
  void whoWasSilentIsReachedAsSoonAsItAnswersAgain() {
    VendorClient client = new VendorClient(vertx, config(Duration.ofSeconds(2)));
    Step.Ask ask =
        new Step.Ask("http://127.0.0.1:" + vendor.getLocalPort() + "/responses/1", Map.of());

    List<CompletableFuture<VendorClient.Answer>> unanswered =
        IntStream.range(0, CALLS)
            .mapToObj(i -> client.ask(ask))
            .map(Uni::subscribeAsCompletionStage)
            .toList();
    unanswered.forEach(
        call ->
            assertThat(call).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class));
    answers = true;

    // A connection that is just being hung up may be lent once more, as to anybody.
    Uni<VendorClient.Answer> answer =
        client.ask(ask).onFailure(HttpClosedException.class).retry().atMost(CALLS);
    assertThat(answer.await().atMost(PATIENCE).status()).isEqualTo(200);
  }

  private void takeCalls() {
    try {
      while (true) {
        Socket call = vendor.accept();
        taken.add(call);
        Thread line = new Thread(() -> listen(call), "line");
        line.setDaemon(true);
        line.start();
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  /** What was asked while nobody answered is never answered. */
  private void listen(Socket call) {
    try {
      while (call.getInputStream().read() >= 0) {
        call.getInputStream().readNBytes(call.getInputStream().available());
        if (!answers) {
          return;
        }
        call.getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
      }
    } catch (IOException hungUp) {
      // nothing more comes of it
    }
  }

  private static LabelConfig config(Duration timeout) {
    return new LabelConfig() {
      @Override
      public Map<String, Source> sources() {
        return Map.of();
      }

      @Override
      public Labels labels() {
        return new Labels() {
          @Override
          public MemorySize maxRequestSize() {
            return new MemorySize(BigInteger.TEN);
          }

          @Override
          public Duration fetchTimeout() {
            return timeout;
          }

          @Override
          public List<Duration> retrySchedule() {
            return List.of();
          }
        };
      }
    };
  }
}
