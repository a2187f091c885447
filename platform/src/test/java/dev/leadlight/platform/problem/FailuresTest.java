package dev.leadlight.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  static Stream<Throwable> ours() {
    return Stream.of(
        new ConnectException("refused"),
        new IllegalStateException("wrapped", new IOException("reset")),
        new io.smallrye.mutiny.TimeoutException(),
        new TimeoutException("no answer"),
        new UnknownServerException("a broker's inside"),
        new RuntimeException("LOADING Redis is loading the dataset in memory"),
        new RuntimeException("ERR [0] LOADING Redis is loading the dataset in memory"),
        new RuntimeException("ERR [1] java.net.SocketException: Connection reset\nERR [0] x"),
        new RuntimeException("ERR [3] CONNECTION_CLOSED"),
        new IllegalStateException("Client is closed"),
        new org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException("60 s"),
        new RuntimeException("READONLY You can't write against a read only replica."),
        new RuntimeException(
            "ERR [0] Error running script (call to f_1): @user_script:1: @user_script: 1:"
                + " -READONLY You can't write against a read only replica."),
        new RuntimeException("NOREPLICAS Not enough good replicas to write."),
        new RuntimeException("OOM command not allowed when used memory > 'maxmemory'."),
        new RuntimeException("ERR [2] MISCONF Errors writing to the AOF file: No space left"),
        new RuntimeException("NOAUTH Authentication required."),
        new RuntimeException("ERR max number of clients reached"),
        new RuntimeException("FATAL: the database system is shutting down (57P03)"),
        new RuntimeException("ERROR: cannot execute INSERT in a read-only transaction (25006)"),
        new RuntimeException("ERROR: could not extend file: No space left on device (53100)"),
        new RuntimeException("FATAL: password authentication failed for user \"x\" (28P01)"),
        new RuntimeException("ERROR: deadlock detected (40P01)"),
        new RuntimeException("error executing SQL statement [ERROR: sorry, too many (53300)]"),
        new VertxException("ERROR: relation \"not_migrated_yet\" does not exist (42P01)"),
        new VertxException("ERROR: no partition of relation found for row (23514)"),
        new RuntimeException("ERROR: canceling statement due to statement timeout (57014)"));
  }

  static Stream<Throwable> others() {
    return Stream.of(
        new JsonParseException(null, "unexpected character"),
        new IllegalArgumentException("no such tier"),
        new NullPointerException(),
        new RuntimeException(
            "ERROR: invalid input syntax for type integer: \"(08001) 23\" (22P02)"),
        new RuntimeException("ERROR: duplicate key value violates unique constraint (23505)"),
        new VertxException("ERROR: invalid byte sequence for encoding \"UTF8\": 0x00 (22021)"),
        new VertxException("ERROR: index row size 9000 exceeds btree maximum 2704 (54000)"),
        new RuntimeException("ERR unknown command 'READONLY '"),
        new RuntimeException("ERR [0] WRONGTYPE Operation against a key holding another kind"),
        new RecordTooLargeException("larger than any broker takes"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void whatPassesByWaitingIsOurs(Throwable failure) {
    assertThat(Failures.isInfrastructure(failure)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatDoesNotPassIsNot(Throwable failure) {
    assertThat(Failures.isInfrastructure(failure)).isFalse();
  }
}
