package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.feedback.scorecard.Publication;
import dev.leadlight.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Scorecard documents as text and as trees. */
final class ScorecardDocuments {

  private static final String VERSION = "version";
  private static final String PUBLISHED = "published";

  /**
   * Reads YAML or JSON as people send it.
   *
   * @throws ProblemException 400 if it is neither
   */
  static JsonNode parse(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
    }
    try {
      return ContractJson.readYaml(text);
    } catch (JsonProcessingException e) {
      throw unreadable(e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr());
    } catch (IOException e) {
      throw unreadable("");
    }
  }

  private static ProblemException unreadable(String where) {
    return new ProblemException(
        ProblemType.MALFORMED_JSON, "The body is neither YAML nor JSON" + where + ".");
  }

  /** Reads a document that we wrote. */
  static JsonNode stored(String document) {
    try {
      return ContractJson.mapper().readTree(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is wrong with a document, empty if nothing is. */
  static List<Place> errors(JsonNode document) {
    return ScorecardReader.read(document).errors();
  }

  /**
   * The card without what publishing adds to it.
   *
   * @throws ProblemException 422 if it is not a correct card of that id
   */
  static ObjectNode checked(JsonNode document, String id) {
    List<Place> errors = new ArrayList<>(errors(document));
    if (!document.path("id").asText(id).equals(id)) {
      errors.add(Place.at("/id", "differs from the id in the path"));
    }
    if (!errors.isEmpty() || !(document instanceof ObjectNode card)) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The scorecard was not published: it has errors.", errors);
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
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(card.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private ScorecardDocuments() {}
}
