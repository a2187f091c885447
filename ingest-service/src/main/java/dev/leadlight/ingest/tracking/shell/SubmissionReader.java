package dev.leadlight.ingest.tracking.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Envelope;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses bodies in one pass, remembering where each message stands, so that a rejected one can be
 * kept as it was sent and a large one be known by its size. Of repeated keys the last one counts.
 */
final class SubmissionReader {

  /** Field names come from strangers: interning them would keep them for ever. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(1_000_000)
                  .maxNameLength(1_000)
                  .maxNumberLength(400)
                  .build())
          .build();

  private static final ObjectReader ANY =
      ContractJson.configure(JsonMapper.builder(FACTORY).build()).readerFor(Object.class);

  /**
   * One message.
   *
   * @throws ProblemException if the body isn't that
   */
  static Submission single(Call call, byte[] body) {
    return read(body, parser -> readSingle(call, body, parser));
  }

  /**
   * Messages in {@code batch}, with what is said for all of them beside it.
   *
   * @throws ProblemException if the body isn't that
   */
  static Submission batch(byte[] body) {
    return read(body, parser -> readBatch(body, parser));
  }

  private static Submission read(byte[] body, Shape shape) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("The body is a JSON object.");
      }
      Submission submission = shape.read(parser);
      if (parser.nextToken() != null) {
        throw malformed("The body is one JSON object, with nothing after it.");
      }
      return submission;
    } catch (JsonProcessingException notJson) {
      JsonLocation place = notJson.getLocation();
      throw malformed(
          place == null
              ? "The body is JSON."
              : "The body stops being JSON at line %d, column %d."
                  .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (IOException undecodable) {
      throw malformed("The body is JSON in UTF-8.");
    }
  }

  private static Submission readSingle(Call call, byte[] body, JsonParser parser)
      throws IOException {
    Item item = readItem(body, parser);
    return new Submission(call, Envelope.NONE, writeKey(item.fields()), List.of(item));
  }

  private static Submission readBatch(byte[] body, JsonParser parser) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    List<Item> items = null;
    int contextBytes = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("batch")) {
        items = readItems(body, parser);
      } else if (name.equals("context")) {
        Item context = readItem(body, parser);
        fields.put(name, context.fields());
        contextBytes = context.size();
      } else {
        fields.put(name, ANY.readValue(parser));
      }
    }
    if (items == null) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "The body holds its messages in a list named batch.",
          List.of(Place.at("/batch", "a list of messages")));
    }
    Map<String, ?> context = objectOrNull(fields.get("context"));
    Envelope envelope =
        new Envelope(context == null ? Map.of() : context, contextBytes, fields.get("sentAt"));
    return new Submission(null, envelope, firstWriteKey(fields, items), items);
  }

  private static List<Item> readItems(byte[] body, JsonParser parser) throws IOException {
    List<Item> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(readItem(body, parser));
    }
    return items;
  }

  private static Item readItem(byte[] body, JsonParser parser) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    Object value = ANY.readValue(parser);
    long to = parser.currentLocation().getByteOffset();
    if (from < 0 || to < from) {
      throw malformed("The body is JSON in UTF-8.");
    }
    ByteBuffer sent = ByteBuffer.wrap(body, (int) from, (int) (to - from)).slice();
    return new Item(objectOrNull(value), sent);
  }

  private static @Nullable String firstWriteKey(Map<String, ?> fields, List<Item> items) {
    String own = writeKey(fields);
    return own != null
        ? own
        : items.stream()
            .map(item -> writeKey(item.fields()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private static @Nullable String writeKey(@Nullable Map<String, ?> fields) {
    return fields != null && fields.get("writeKey") instanceof String key && !key.isBlank()
        ? key
        : null;
  }

  /** The reader makes maps of objects and nothing else, and their keys are text. */
  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, ?> objectOrNull(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, ?>) map : null;
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(ProblemType.MALFORMED_JSON, detail);
  }

  /** How a body is laid out; the parser stands on its opening brace. */
  private interface Shape {
    Submission read(JsonParser parser) throws IOException;
  }

  private SubmissionReader() {}
}
