package dev.leadlight.contracts.learning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.DocumentSchema;
import dev.leadlight.contracts.json.Reading;
import java.util.ArrayList;
import java.util.List;

/** Reads a model: its shape by the JSON Schema, then its sense. */
public final class ModelReader {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("predictive-model");

  private final List<Place> errors = new ArrayList<>();

  private ModelReader() {}

  /** Reads a document. Never throws; what is wrong with it is in the answer. */
  public static Reading<PredictiveModel> read(JsonNode document) {
    List<Place> shape = SCHEMA.errors(document);
    if (!shape.isEmpty()) {
      return Reading.refused(shape);
    }
    ModelReader reader = new ModelReader();
    reader.check(document);
    return reader.errors.isEmpty()
        ? Reading.of(document, PredictiveModel.class)
        : Reading.refused(reader.errors);
  }

  private void check(JsonNode document) {
    int version = FeatureCatalogue.standard().version();
    if (document.get("featuresVersion").asInt() != version) {
      errors.add(Place.at("/featuresVersion", "only features of version " + version + " exist"));
    }
    JsonNode terms = document.at("/linear/terms");
    for (int i = 0; i < terms.size(); i++) {
      feature(terms.get(i), "/linear/terms/" + i);
    }
    JsonNode trees = document.at("/trees/trees");
    for (int t = 0; t < trees.size(); t++) {
      JsonNode nodes = trees.get(t).get("nodes");
      for (int n = 0; n < nodes.size(); n++) {
        node(nodes, n, "/trees/trees/" + t + "/nodes/" + n);
      }
    }
  }

  private void node(JsonNode nodes, int index, String pointer) {
    JsonNode node = nodes.get(index);
    if (!node.has("feature")) {
      return;
    }
    feature(node, pointer);
    for (String side : List.of("left", "right")) {
      int child = node.get(side).asInt();
      if (child <= index || child >= nodes.size()) {
        errors.add(Place.at(pointer + "/" + side, "children are nodes that stand after this one"));
      }
    }
  }

  private void feature(JsonNode holder, String pointer) {
    if (FeatureCatalogue.standard().indexOf(holder.get("feature").asText()) < 0) {
      errors.add(Place.at(pointer + "/feature", "there is no such feature"));
    }
  }
}
