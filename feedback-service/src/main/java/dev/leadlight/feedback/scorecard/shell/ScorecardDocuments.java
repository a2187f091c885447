package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.UnreadableYamlException;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.ScorecardReading;
import dev.leadlight.feedback.scorecard.Draft;
import dev.leadlight.feedback.scorecard.Publication;
import dev.leadlight.platform.problem.ProblemException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Scorecard documents as text and as trees. */
public final class ScorecardDocuments {

  private static final String VERSION = "version";
  private static final String PUBLISHED = "published";

  /**
   * Reads YAML or JSON as people send it.
   *
   * @throws ProblemException 400 if it is neither
   */
  public static JsonNode parse(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    try {
      return ContractJson.readYaml(text);
    } catch (UnreadableYamlException e) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, String.valueOf(e.getMessage()));
    }
  }

  /** Reads a document that we wrote. */
  public static JsonNode stored(String document) {
    try {
      return ContractJson.mapper().readTree(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a document that is to be the card of that id. */
  static ScorecardReading read(JsonNode document, String id) {
    ScorecardReading reading = ScorecardReader.read(document);
    if (document.path("id").asText(id).equals(id)) {
      return reading;
    }
    List<Place> errors = new ArrayList<>(reading.errors());
    errors.add(Place.at("/id", "differs from the id in the path"));
    return new ScorecardReading(null, errors);
  }

  /**
   * What a draft says, right or wrong, without what publishing adds to a card.
   *
   * @throws ProblemException 422 if it is no object
   */
  static Draft.Content content(JsonNode document) {
    if (!(document instanceof ObjectNode object)) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "A scorecard is an object.",
          List.of(Place.at("", "an object is expected here")));
    }
    ObjectNode card = object.deepCopy().without(List.of(VERSION, PUBLISHED));
    return new Draft.Content(card.toString(), digest(card));
  }

  /**
   * The card of a draft as it is published.
   *
   * @throws ProblemException 422 if it is not a correct card
   */
  public static ObjectNode checked(Draft draft) {
    return checked(stored(draft.document()), draft.scorecardId());
  }

  /**
   * The card without what publishing adds to it.
   *
   * @throws ProblemException 422 if it is not a correct card of that id
   */
  static ObjectNode checked(JsonNode document, String id) {
    List<Place> errors = read(document, id).errors();
    if (!errors.isEmpty() || !(document instanceof ObjectNode card)) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The scorecard has errors; nothing was done with it.", errors);
    }
    return card.deepCopy().without(List.of(VERSION, PUBLISHED));
  }

  /** The reason that stands in a document. */
  static String reasonIn(JsonNode document) {
    return document.path(PUBLISHED).path("reason").asText("");
  }

  /** Whether a document wants leads of another tier to be told; so it is if it doesn't say. */
  static boolean isAnnounced(JsonNode document) {
    return document.path(PUBLISHED).path("announce").asBoolean(true);
  }

  /** The document of a version, as it goes to the topic. */
  static String stamped(ObjectNode card, int version, Publication publication) {
    ObjectNode document = card.deepCopy().put(VERSION, version);
    document
        .putObject(PUBLISHED)
        .put("at", publication.at().toString())
        .put("by", publication.by())
        .put("reason", publication.reason())
        .put("announce", publication.isAnnounced());
    return document.toString();
  }

  static String digest(ObjectNode card) {
    return Sha256.hex(card.toString());
  }

  private ScorecardDocuments() {}
}
