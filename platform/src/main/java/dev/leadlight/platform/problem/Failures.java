package dev.leadlight.platform.problem;

import io.netty.channel.ChannelException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells our own trouble, which passes, from everything else. */
public final class Failures {

  /** Named, so that services without these clients need not carry them. */
  private static final Set<String> CLIENT_FAILURES =
      Set.of(
          "io.smallrye.mutiny.TimeoutException",
          "org.hibernate.exception.JDBCConnectionException",
          "java.sql.SQLTransientConnectionException",
          "java.sql.SQLNonTransientConnectionException",
          "io.vertx.sqlclient.ClosedConnectionException",
          "io.vertx.redis.client.impl.RedisConnectionException",
          "io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreakerOpenException");

  /** As the text of a failure that has lost its class begins. */
  private static final List<String> NETWORK_FAILURES =
      List.of("java.io.", "java.net.", "java.nio.channels.", "io.netty.channel.", "io.vertx.core.");

  private static final Pattern OF_A_BATCH = Pattern.compile("^ERR \\[\\d+] ?");

  private Failures() {}

  /**
   * Whether a failure comes from Kafka, Redis, PostgreSQL or the network being away, so that the
   * same work succeeds once they are back.
   */
  public static boolean isInfrastructure(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 10; t = t.getCause(), depth++) {
      if ((t instanceof IOException && !t.getClass().getName().startsWith("com.fasterxml"))
          || t instanceof TimeoutException
          || t instanceof VertxException
          || t instanceof ChannelException
          || isBrokerTrouble(t)
          || CLIENT_FAILURES.contains(t.getClass().getName())
          || isServerShuttingDown(t)) {
        return true;
      }
    }
    return false;
  }

  /** Everything that Kafka's client reports but a record that no broker would ever take. */
  private static boolean isBrokerTrouble(Throwable t) {
    return t instanceof KafkaException
        && !(t instanceof SerializationException)
        && !(t instanceof RecordTooLargeException);
  }

  /**
   * What a server says while it starts or stops: PostgreSQL's classes 57P (operator intervention),
   * 53 (resources) and 08 (connection), Redis' LOADING and its kin. Both arrive as plain messages.
   * Of a batch of commands Redis' client makes one message, with a line for each that failed,
   * whatever it failed by.
   */
  private static boolean isServerShuttingDown(Throwable t) {
    String message = t.getMessage();
    return message != null
        && message
            .lines()
            .map(line -> OF_A_BATCH.matcher(line).replaceFirst(""))
            .anyMatch(Failures::saysThatAServerIsAway);
  }

  private static boolean saysThatAServerIsAway(String message) {
    return message.startsWith("LOADING ")
        || message.startsWith("MASTERDOWN ")
        || message.startsWith("CLUSTERDOWN ")
        || message.startsWith("TRYAGAIN ")
        || message.startsWith("CONNECTION_CLOSED")
        || message.startsWith("Connection is closed")
        || message.startsWith("Client is closed")
        || message.startsWith("Pool is closed")
        || message.startsWith("Pool closed")
        || message.contains("(57P0")
        || message.contains("(53300)")
        || message.contains("(08")
        || NETWORK_FAILURES.stream().anyMatch(message::startsWith);
  }
}
