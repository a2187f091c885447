package dev.leadlight.ingest.intake.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.ListedElements.Piece;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads strangers' JSON in one pass, remembering where each message stands, so that a rejected one
 * can be kept as it was sent and a large one be known by its size. Of repeated keys the last one
 * counts.
 */
public final class ItemReader {

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

  /** How a body is laid out; the parser stands on its first token. */
  @FunctionalInterface
  public interface Layout<T> {
    T read(JsonParser parser) throws IOException;
  }

  /**
   * The whole body.
   *
   * @throws BeyondLimitsException 400 if it is nested too deeply, or has names, texts or numbers
   *     too long
   * @throws ProblemException 400 if it isn't one JSON value, or not of that layout
   */
  public static <T> T read(byte[] body, Layout<T> layout) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      parser.nextToken();
      T value = layout.read(parser);
      if (parser.nextToken() != null) {
        throw malformed("The body is one JSON value, with nothing after it.");
      }
      return value;
    } catch (StreamConstraintsException beyond) {
      throw beyondLimits(
          "The body is nested at most 500 levels deep, its names have at most 1,000 characters, its"
              + " texts 1,000,000 and its numbers 400 digits.");
    } catch (JsonProcessingException notJson) {
      JsonLocation place = notJson.getLocation();
      throw malformed(
          place == null
              ? "The body is JSON."
              : "The body stops being JSON at line %d, column %d."
                  .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (NumberFormatException tooLong) {
      // Of an exponent beyond all bounds; the parser lets it pass.
      throw beyondLimits("The body's numbers fit into a 64-bit floating point number.");
    } catch (IOException undecodable) {
      throw malformed("The body is JSON in UTF-8.");
    }
  }

  /** The value that the parser stands on. */
  public static @Nullable Object value(JsonParser parser) throws IOException {
    return PlainJson.read(parser);
  }

  /** The value that the parser stands on, with the bytes it is written in. */
  public static Item item(byte[] body, JsonParser parser) throws IOException {
    return item(body, parser, PlainJson::read);
  }

  /** The same of a message of the tracking API: only what an event may carry on is kept. */
  public static Item message(byte[] body, JsonParser parser) throws IOException {
    return item(body, parser, PlainJson::message);
  }

  private interface Reading {
    @Nullable Object from(JsonParser parser) throws IOException;
  }

  private static Item item(byte[] body, JsonParser parser, Reading reading) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    Object value = reading.from(parser);
    long to = parser.currentLocation().getByteOffset();
    if (from < 0 || to < from) {
      throw malformed("The body is JSON in UTF-8.");
    }
    ByteBuffer sent = ByteBuffer.wrap(body, (int) from, (int) (to - from)).slice();
    return new Item(objectOrNull(value), sent);
  }

  /** The elements of the list whose bracket the parser stands on. */
  public static List<Item> items(byte[] body, JsonParser parser) throws IOException {
    List<Item> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item(body, parser));
    }
    return items;
  }

  /** The elements of the list whose bracket the parser stands on, as messages. */
  public static List<Item> messages(byte[] body, JsonParser parser) throws IOException {
    List<Item> messages = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      messages.add(message(body, parser));
    }
    return messages;
  }

  /**
   * Elements of a list, each read by itself, so that one beyond the limits is refused alone.
   *
   * @throws ProblemException 400 if one isn't a JSON value
   */
  public static List<Item> itemsApart(byte[] body, List<Piece> elements) {
    return apart(body, elements, PlainJson::read);
  }

  /** The same of messages of the tracking API. */
  public static List<Item> messagesApart(byte[] body, List<Piece> elements) {
    return apart(body, elements, PlainJson::message);
  }

  private static List<Item> apart(byte[] body, List<Piece> elements, Reading reading) {
    return elements.stream()
        .map(element -> alone(Arrays.copyOfRange(body, element.from(), element.to()), reading))
        .toList();
  }

  private static Item alone(byte[] element, Reading reading) {
    try {
      return read(element, parser -> item(element, parser, reading));
    } catch (BeyondLimitsException beyond) {
      return Item.refused(RejectionReason.BEYOND_LIMITS, "", ByteBuffer.wrap(element));
    }
  }

  /** The reader makes maps of objects and nothing else, and their keys are text. */
  @SuppressWarnings("unchecked")
  public static @Nullable Map<String, ?> objectOrNull(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, ?>) map : null;
  }

  public static ProblemException malformed(String detail) {
    return new ProblemException(ProblemType.MALFORMED_JSON, detail);
  }

  private static BeyondLimitsException beyondLimits(String detail) {
    return new BeyondLimitsException(detail);
  }

  private ItemReader() {}
}
