package dev.leadlight.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The limit of ingest-service: it takes a body over HTTP, sends it to Kafka and answers when all
 * in-sync replicas have it. It looks at nothing and knows nobody. Whatever accepts events and
 * promises to keep them costs at least that.
 *
 * <p>Two routes: {@link #SPLIT} finds where the messages of a batch begin and end and sends each of
 * them as a record, which is what a batch has to become; every other path sends the body as one.
 */
final class LimitProgram extends AbstractVerticle {

  /** Path that sends each message of a batch as a record of its own. */
  static final String SPLIT = "/split";

  private static final String TAKEN = "{\"success\":true}";
  private static final JsonFactory JSON = new JsonFactory();

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int port;

  private LimitProgram(Producer<byte[], byte[]> producer, String topic, int port) {
    this.producer = producer;
    this.topic = topic;
    this.port = port;
  }

  /**
   * Runs until it is told to end.
   *
   * @param arguments port, bootstrap servers, topic
   */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    String topic = arguments[2];
    Producer<byte[], byte[]> producer = new KafkaProducer<>(settings(arguments[1]));
    if (producer.partitionsFor(topic).isEmpty()) {
      throw new IllegalStateException("there is no topic " + topic);
    }
    Vertx.vertx()
        .deployVerticle(
            () -> new LimitProgram(producer, topic, port),
            new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** Those of ingest-service's own producer that have to do with what a record costs. */
  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        12 * 1024 * 1024,
        ProducerConfig.LINGER_MS_CONFIG,
        2,
        ProducerConfig.BATCH_SIZE_CONFIG,
        64 * 1024);
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(this::take)
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> send(recordsOf(request, body), request));
  }

  private List<byte[]> recordsOf(HttpServerRequest request, Buffer body) {
    return SPLIT.equals(request.path()) ? split(body.getBytes()) : List.of(body.getBytes());
  }

  private void send(List<byte[]> records, HttpServerRequest request) {
    Answer answer = new Answer(new AtomicInteger(records.size()), request, context);
    for (byte[] record : records) {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(topic, record), (metadata, failure) -> answer.count(failure));
    }
  }

  /** The messages of a batch, each with the bytes it was sent with. */
  static List<byte[]> split(byte[] body) {
    List<byte[]> messages = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("batch")) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            messages.add(skipped(parser, body));
          }
        } else {
          parser.skipChildren();
        }
      }
      return messages;
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static byte[] skipped(JsonParser parser, byte[] body) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    return Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset());
  }

  /** Answers with the last acknowledgement, or with 503 if there was a failure. */
  private record Answer(AtomicInteger open, HttpServerRequest request, Context context) {

    void count(@Nullable Exception failure) {
      if (failure != null && open.getAndSet(Integer.MIN_VALUE) > 0) {
        context.runOnContext(refused -> request.response().setStatusCode(503).end());
      } else if (failure == null && open.decrementAndGet() == 0) {
        context.runOnContext(
            taken -> request.response().putHeader("Content-Type", "application/json").end(TAKEN));
      }
    }
  }
}
