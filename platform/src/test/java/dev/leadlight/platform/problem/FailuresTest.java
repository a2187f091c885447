package dev.leadlight.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
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
        new RuntimeException("FATAL: the database system is shutting down (57P03)"));
  }

  static Stream<Throwable> others() {
    return Stream.of(
        new JsonParseException(null, "unexpected character"),
        new IllegalArgumentException("no such tier"),
        new NullPointerException(),
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
