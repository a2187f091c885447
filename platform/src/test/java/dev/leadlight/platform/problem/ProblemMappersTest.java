package dev.leadlight.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.ScorecardRef;
import io.vertx.core.VertxException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemMappersTest {

  private final ProblemMappers mappers = new ProblemMappers();

  @Test
  void aMistakeIsToldAsItIs() {
    RestResponse<Problem> answer =
        mappers.told(
            new ProblemException(
                ProblemType.UNPROCESSABLE, "No.", List.of(Place.at("/a", "not like this"))));
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getMediaType()).hasToString(Problem.MEDIA_TYPE);
    assertThat(answer.getEntity().errors()).containsExactly(Place.at("/a", "not like this"));
  }

  @Test
  void ourTroubleIsATryAgain() {
    RestResponse<Problem> answer = mappers.fault(new ConnectException("db.internal:5432"));
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 1", "PT0.2S, 1", "PT1S, 1", "PT1.001S, 2", "PT4M, 240", "PT24H, 300"})
  void whoIsTooQuickLearnsHowLongToWait(Duration wait, String seconds) {
    RestResponse<Problem> answer = mappers.told(ProblemException.tooMany("Slower.", wait));
    assertThat(answer.getStatus()).isEqualTo(429);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo(seconds);
  }

  @Test
  void aZeroCharacterIsTheCallersMistake() {
    RestResponse<Problem> answer =
        mappers.fault(
            new VertxException("ERROR: invalid byte sequence for encoding \"UTF8\": 0x00 (22021)"));
    assertThat(answer.getStatus()).isEqualTo(400);
  }

  @Test
  void aFaultSaysNothingOfItsInside() {
    RestResponse<Problem> answer = mappers.fault(new IllegalStateException("ann@example.com"));
    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(answer.getEntity().toString()).doesNotContain("ann@", "IllegalState");
  }

  @Test
  void badJsonNamesItsPlaceButNotItsValue() {
    JsonProcessingException failure =
        failureOf(
            () -> ContractJson.mapper().readValue("{\"id\": {\"secret\": 1}}", ScorecardRef.class));
    RestResponse<Problem> answer = mappers.malformed(failure);
    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(answer.getEntity().errors().get(0).pointer()).isEqualTo("/id");
    assertThat(answer.getEntity().toString()).doesNotContain("secret");
  }

  @Test
  void theFrameworksRefusalsKeepTheirStatus() {
    assertThat(mappers.refused(new NotFoundException()).getStatus()).isEqualTo(404);
    assertThat(mappers.refused(new WebApplicationException(415)).getStatus()).isEqualTo(415);
    assertThat(mappers.refused(new WebApplicationException(418)).getStatus()).isEqualTo(400);
  }

  private static JsonProcessingException failureOf(Executable reading) {
    return assertThrows(JsonProcessingException.class, reading);
  }
}
