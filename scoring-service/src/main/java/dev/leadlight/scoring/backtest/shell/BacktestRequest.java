package dev.leadlight.scoring.backtest.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.UnreadableYamlException;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.ScorecardReading;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.Moment;
import dev.leadlight.scoring.backtest.Backtest;
import dev.leadlight.scoring.backtest.Knowledge;
import dev.leadlight.scoring.backtest.Leaks;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers ask of the past, in YAML or JSON; everything wrong is named with its place.
 */
final class BacktestRequest {

  private static final Set<String> FIELDS =
      Set.of("scorecard", "from", "to", "horizon", "every", "knowledge", "outcome");
  private static final Duration HISTORY = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(365);

  private final JsonNode body;
  private final Instant now;
  private final List<Place> errors = new ArrayList<>();

  private BacktestRequest(JsonNode body, Instant now) {
    this.body = body;
    this.now = now;
  }

  /**
   * Reads a request.
   *
   * @param live the card that is meant if the request has none
   * @throws ProblemException 400 if it is neither YAML nor JSON, 422 naming what is wrong with it
   */
  static Backtest read(byte[] sent, Scorecard live, Instant now) {
    return new BacktestRequest(parse(sent), now).backtest(live);
  }

  private static JsonNode parse(byte[] sent) {
    try {
      JsonNode body = ContractJson.readYaml(new String(sent, StandardCharsets.UTF_8));
      if (body.isObject()) {
        return body;
      }
    } catch (UnreadableYamlException e) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, String.valueOf(e.getMessage()));
    }
    throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is no object.");
  }

  private Backtest backtest(Scorecard live) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                errors.add(
                    Place.at(Pointer.to(name), "unknown; there are " + String.join(", ", FIELDS)));
              }
            });
    Scorecard card = card(live);
    Duration horizon = duration("horizon", Duration.ofDays(14));
    Instant to = moment("to", now);
    Set<Signal> outcome = outcome(card);
    Backtest backtest =
        new Backtest(
            card,
            moment("from", to.minus(HISTORY)),
            to,
            horizon,
            duration("every", horizon),
            knowledge(),
            outcome);
    checkPeriod(backtest);
    errors.addAll(Leaks.in(card, outcome, "/scorecard"));
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The back-test was not begun: it has errors.", errors);
    }
    return backtest;
  }

  private Scorecard card(Scorecard live) {
    JsonNode document = body.get("scorecard");
    if (document == null) {
      return live;
    }
    ScorecardReading reading = ScorecardReader.read(document);
    reading
        .errors()
        .forEach(place -> errors.add(Place.at("/scorecard" + place.pointer(), place.message())));
    return reading.scorecard() == null ? live : reading.scorecard();
  }

  private Instant moment(String field, Instant otherwise) {
    JsonNode value = body.get(field);
    if (value == null) {
      return otherwise;
    }
    Optional<Instant> moment = Moment.parse(value.asText());
    if (moment.isEmpty()) {
      errors.add(
          Place.at(
              "/" + field,
              "write ISO 8601 with a zone, for example 2026-08-01T00:00:00Z, or epoch"
                  + " milliseconds"));
    }
    return moment.orElse(otherwise);
  }

  private Duration duration(String field, Duration otherwise) {
    JsonNode value = body.get(field);
    if (value == null) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(value.asText());
      if (duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // told below
    }
    errors.add(Place.at("/" + field, "a duration above zero and up to a year, for example P14D"));
    return otherwise;
  }

  private Knowledge knowledge() {
    String label = body.path("knowledge").asText(Knowledge.OCCURRED.label());
    Optional<Knowledge> known =
        Arrays.stream(Knowledge.values()).filter(each -> each.label().equals(label)).findFirst();
    if (known.isEmpty()) {
      errors.add(Place.at("/knowledge", "occurred or received"));
    }
    return known.orElse(Knowledge.OCCURRED);
  }

  private Set<Signal> outcome(Scorecard card) {
    JsonNode asked = body.get("outcome");
    if (asked == null) {
      return card.purchases();
    }
    Set<Signal> signals = new HashSet<>();
    Iterable<JsonNode> names = asked.isTextual() ? List.of(asked) : asked;
    for (JsonNode name : names) {
      Signal signal = signal(name);
      if (signal != null) {
        signals.add(signal);
      }
    }
    if (signals.isEmpty()) {
      errors.add(Place.at("/outcome", "a signal, or a list of signals"));
    }
    return signals;
  }

  private static @Nullable Signal signal(JsonNode name) {
    try {
      return name.isTextual() ? Signal.ofEventName(name.asText()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void checkPeriod(Backtest backtest) {
    if (backtest.to().isAfter(now)) {
      errors.add(Place.at("/to", "lies in the future"));
    } else if (backtest.from().plus(backtest.horizon()).isAfter(backtest.to())) {
      errors.add(
          Place.at(
              "/from",
              "less than the horizon before the end, so that no outcome has had its time"));
    } else if (backtest.moments().size() > Backtest.MOST_MOMENTS) {
      errors.add(
          Place.at(
              "/every",
              "so short that leads would be scored at more than "
                  + Backtest.MOST_MOMENTS
                  + " moments"));
    }
  }
}
