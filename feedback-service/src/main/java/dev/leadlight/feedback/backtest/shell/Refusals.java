package dev.leadlight.feedback.backtest.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.platform.problem.ProblemException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What scoring-service refuses, in its own words; what it fails at, as trouble that passes. */
final class Refusals {

  private static final int OUR_SIDE = 500;
  private static final long WAIT_SECONDS = 10;

  private Refusals() {}

  /** Whether it knows no such back-test. */
  static boolean isUnknown(Throwable failure) {
    return failure instanceof WebApplicationException refused
        && refused.getResponse().getStatus() == ProblemType.NOT_FOUND.status();
  }

  /** Whether it can't be reached, or is in trouble. */
  static boolean isTrouble(Throwable failure) {
    return failure instanceof WebApplicationException refused
        ? refused.getResponse().getStatus() >= OUR_SIDE
        : failure instanceof ProcessingException || Failures.isInfrastructure(failure);
  }

  /** As the problem that our caller is told. */
  static Throwable told(Throwable failure) {
    if (isTrouble(failure)) {
      return new ProblemException(
          ProblemType.UNAVAILABLE, "scoring-service does not answer; send this again.");
    }
    return failure instanceof WebApplicationException refused ? refusal(refused) : failure;
  }

  private static ProblemException refusal(WebApplicationException refused) {
    JsonNode problem = body(refused);
    String detail = problem.path("detail").asText("scoring-service refuses.");
    ProblemType type =
        Arrays.stream(ProblemType.values())
            .filter(each -> each.status() == refused.getResponse().getStatus())
            .filter(each -> each.code().equals(problem.path("code").asText(each.code())))
            .findFirst()
            .orElse(ProblemType.CONFLICT);
    return type == ProblemType.TOO_MANY_REQUESTS
        ? ProblemException.tooMany(detail, Duration.ofSeconds(WAIT_SECONDS))
        : new ProblemException(type, detail, places(problem));
  }

  private static List<Place> places(JsonNode problem) {
    List<Place> places = new ArrayList<>();
    problem
        .path("errors")
        .forEach(
            place ->
                places.add(
                    Place.at(place.path("pointer").asText(), place.path("message").asText())));
    return places;
  }

  private static JsonNode body(WebApplicationException refused) {
    try {
      return ContractJson.mapper().readTree(refused.getResponse().readEntity(String.class));
    } catch (IOException e) {
      return ContractJson.mapper().createObjectNode();
    }
  }
}
