package dev.leadlight.routing.connector;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswersTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void twoHundredsAreAccepted(int status) {
    assertThat(HttpAnswers.classify(status, null, T0)).isEqualTo(Outcome.accepted());
  }

  @ParameterizedTest
  @CsvSource({
    "301,REDIRECTED",
    "400,REJECTED",
    "401,UNAUTHORIZED",
    "403,UNAUTHORIZED",
    "404,NOT_FOUND",
    "409,REJECTED",
    "410,GONE",
    "413,REJECTED",
    "422,REJECTED"
  })
  void refusals(int status, Reason reason) {
    assertThat(HttpAnswers.classify(status, null, T0)).isEqualTo(Outcome.refused(reason));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 500, 502, 503, 504, 522})
  void troubleIsTriedAgain(int status) {
    assertThat(HttpAnswers.classify(status, null, T0))
        .isEqualTo(Outcome.failed(Reason.DESTINATION_TROUBLE));
  }

  @Test
  void retryAfterIsReadAsSecondsOrDate() {
    assertThat(HttpAnswers.classify(429, "30", T0)).isEqualTo(throttled(Duration.ofSeconds(30)));
    assertThat(HttpAnswers.classify(503, "Mon, 02 Mar 2026 10:16:00 GMT", T0))
        .isEqualTo(throttled(Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "Mon, 02 Mar 2020 10:16:00 GMT", "99999999999999", ""})
  void nonsenseIsThrottledWithoutATime(String retryAfter) {
    assertThat(HttpAnswers.classify(429, retryAfter, T0))
        .isEqualTo(new Outcome.Failed(Reason.THROTTLED, null));
  }

  private static Outcome throttled(Duration pause) {
    return new Outcome.Failed(Reason.THROTTLED, pause);
  }
}
