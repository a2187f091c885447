package dev.leadlight.contracts.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.DocumentSchema;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads an experiment: its shape by the JSON Schema, its sense, and the cards on trial. */
public final class ExperimentReader {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("experiment");

  private ExperimentReader() {}

  /** Reads a document. Never throws; what is wrong with it is in the answer. */
  public static Reading<Experiment> read(JsonNode document) {
    List<Place> shape = SCHEMA.errors(document);
    if (!shape.isEmpty()) {
      return Reading.refused(shape);
    }
    List<Place> errors = errors(document);
    return errors.isEmpty() ? Reading.of(document, Experiment.class) : Reading.refused(errors);
  }

  private static List<Place> errors(JsonNode document) {
    List<Place> errors = new ArrayList<>();
    Set<String> arms = new HashSet<>(Set.of(Experiment.CHAMPION, Experiment.HOLD_OUT));
    BigDecimal shares = document.get("holdOut").decimalValue();
    JsonNode challengers = document.get("challengers");
    for (int i = 0; i < challengers.size(); i++) {
      String at = "/challengers/" + i;
      JsonNode challenger = challengers.get(i);
      shares = shares.add(challenger.get("share").decimalValue());
      if (!arms.add(challenger.get("arm").asText())) {
        errors.add(Place.at(at + "/arm", "this name is taken; choose another"));
      }
      for (Place place : ScorecardReader.read(challenger.get("scorecard")).errors()) {
        errors.add(Place.at(at + "/scorecard" + place.pointer(), place.message()));
      }
    }
    if (shares.compareTo(BigDecimal.ONE) > 0) {
      errors.add(Place.at("/challengers", "with the hold-out the shares come to more than 1"));
    }
    if (document.has("endedAt") && isBackwards(document)) {
      errors.add(Place.at("/endedAt", "before it was started"));
    }
    return errors;
  }

  private static boolean isBackwards(JsonNode document) {
    return Instant.parse(document.get("endedAt").asText())
        .isBefore(Instant.parse(document.get("startedAt").asText()));
  }
}
