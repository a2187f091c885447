package dev.leadlight.feedback.label.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.label.BodyKind;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.platform.problem.ProblemException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the bodies of vendors' messages. */
final class ContentReader {

  private static final int MOST_PARAMETERS = 1_000;

  /**
   * @throws ProblemException 400 if it can't be read as what it claims to be
   */
  static Content read(byte[] body, BodyKind kind) {
    return switch (kind) {
      case JSON -> Content.ofJson(json(body));
      case FORM -> Content.ofForm(parameters(new String(body, StandardCharsets.UTF_8)));
      case XML -> Content.ofXml(XmlReader.read(body));
    };
  }

  /** The parameters of an address or a form, decoded, of repeated ones the first. */
  static Map<String, String> parameters(@Nullable String encoded) {
    if (encoded == null) {
      return Map.of();
    }
    try {
      Map<String, String> first = new LinkedHashMap<>();
      new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true)
          .parameters()
          .forEach((name, values) -> first.put(name, values.get(0)));
      return first;
    } catch (IllegalArgumentException unreadable) {
      throw unreadable("The body is a form, each of its characters encoded properly.");
    }
  }

  private static Object json(byte[] body) {
    try {
      return ContractJson.read(body, Object.class);
    } catch (IOException unreadable) {
      throw unreadable("The body could not be read as JSON.");
    }
  }

  static ProblemException unreadable(String detail) {
    return new ProblemException(ProblemType.MALFORMED_JSON, detail);
  }

  private ContentReader() {}
}
