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
          "io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreakerOpenException",
          "org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException");

  /** As the text of a failure that has lost its class begins. */
  private static final List<String> NETWORK_FAILURES =
      List.of("java.io.", "java.net.", "java.nio.channels.", "io.netty.channel.", "io.vertx.core.");

  private static final Pattern OF_A_BATCH = Pattern.compile("^ERR \\[\\d+] ?");

  /**
   * Redis: it loads, is a replica or cut off from its own, its memory or disk is full, it is busy,
   * or our password is another. Older ones say so of a script in the middle of its error.
   */
  private static final Pattern REDIS_STATE =
      Pattern.compile(
          "^(?:(?:ERR )?Error running script .*-)?(?:LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN"
              + "|READONLY|NOREPLICAS|OOM|MISCONF|BUSY|NOAUTH|WRONGPASS|NOPERM) "
              + "|^ERR max number of clients");

  /**
   * PostgreSQL's SQLSTATE at the end of what it says, before which may stand what somebody has
   * sent: connection (08), only to be read from (25006), who we are (28), no such database yet
   * (3D), another transaction (40), resources (53), locks (55P03), operator intervention (57),
   * disks (58).
   */
  private static final Pattern POSTGRES_STATE =
      Pattern.compile("\\((?:25006|3D000|40001|40P01|55P03|(?:08|28|53|57|58)[0-9A-Z]{3})\\)]?$");

  /**
   * SQLSTATEs of what was sent, which no waiting mends: cardinality (21), data (22), values that
   * have to be there (23502), limits such as that of a key (54). Other constraints are not among
   * them: what one refuses may be taken when others are done. PostgreSQL's answers are of a class
   * with what the network does.
   */
  private static final Pattern DATA_STATE =
      Pattern.compile("\\((?:23502|(?:21|22|54)[0-9A-Z]{3})\\)$");

  /** The zero character, which JSON and addresses can hold and PostgreSQL's texts can't. */
  private static final String ZERO_CHARACTER = "(22021)";

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
          || (t instanceof VertxException && !isOfTheData(t))
          || t instanceof ChannelException
          || isBrokerTrouble(t)
          || CLIENT_FAILURES.contains(t.getClass().getName())
          || isServerAway(t)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a caller or sender has put a zero character into a text that was to be stored. */
  static boolean isZeroCharacter(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 10; t = t.getCause(), depth++) {
      if (t.getMessage() != null && t.getMessage().contains(ZERO_CHARACTER)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheData(Throwable t) {
    return t.getMessage() != null && DATA_STATE.matcher(t.getMessage()).find();
  }

  /** Everything that Kafka's client reports but a record that no broker would ever take. */
  private static boolean isBrokerTrouble(Throwable t) {
    return t instanceof KafkaException
        && !(t instanceof SerializationException)
        && !(t instanceof RecordTooLargeException);
  }

  /**
   * What a server says while it starts or stops, can't be written to, or won't let us in. Both
   * servers' words arrive as plain messages. Of a batch of commands Redis' client makes one
   * message, with a line for each that failed, whatever it failed by.
   */
  private static boolean isServerAway(Throwable t) {
    String message = t.getMessage();
    return message != null
        && message
            .lines()
            .map(line -> OF_A_BATCH.matcher(line).replaceFirst(""))
            .anyMatch(Failures::saysThatAServerIsAway);
  }

  private static boolean saysThatAServerIsAway(String message) {
    return message.startsWith("CONNECTION_CLOSED")
        || message.startsWith("Connection is closed")
        || message.startsWith("Client is closed")
        || message.startsWith("Pool is closed")
        || message.startsWith("Pool closed")
        || REDIS_STATE.matcher(message).find()
        || POSTGRES_STATE.matcher(message).find()
        || NETWORK_FAILURES.stream().anyMatch(message::startsWith);
  }
}
