package dev.leadlight.ingest.intake.shell;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain values of JSON: maps, lists, text, numbers, booleans, nulls. Fractions are kept
 * exact, and of repeated keys the last one counts. Recursion ends where the parser's constraints
 * end it.
 */
final class PlainJson {

  /** The value that the parser stands on; afterwards it stands on that value's last token. */
  static @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_STRING -> parser.getText();
      case JsonTokenId.ID_START_OBJECT -> object(parser);
      case JsonTokenId.ID_NUMBER_INT -> parser.getNumberValue();
      case JsonTokenId.ID_NUMBER_FLOAT -> parser.getDecimalValue();
      case JsonTokenId.ID_START_ARRAY -> list(parser);
      case JsonTokenId.ID_TRUE -> true;
      case JsonTokenId.ID_FALSE -> false;
      case JsonTokenId.ID_NULL -> null;
      default -> throw new JsonParseException(parser, "There is no value.");
    };
  }

  /**
   * A message of the tracking API, without what no event carries on: whom else an SDK would tell,
   * and what it says of itself and the browser. That is a third of a message.
   */
  static @Nullable Object message(JsonParser parser) throws IOException {
    return parser.hasToken(JsonToken.START_OBJECT) ? messageObject(parser) : read(parser);
  }

  private static Map<String, @Nullable Object> messageObject(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "integrations", "_metadata" -> parser.skipChildren();
        case "context" -> message.put(name, context(parser));
        default -> message.put(name, read(parser));
      }
    }
    return message;
  }

  private static @Nullable Object context(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      return read(parser);
    }
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "library", "userAgent", "userAgentData", "locale", "timezone", "screen", "os" ->
            parser.skipChildren();
        default -> context.put(name, read(parser));
      }
    }
    return context;
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.put(name, read(parser));
    }
    return object;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(parser));
    }
    return list;
  }

  private PlainJson() {}
}
