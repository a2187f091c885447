package dev.leadlight.ingest.webhook.shell;

import com.fasterxml.jackson.core.JsonToken;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.shell.ItemReader;
import dev.leadlight.ingest.webhook.BodyKind;
import dev.leadlight.ingest.webhook.WebhookRequest.Content;
import dev.leadlight.platform.problem.ProblemException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Parses the bodies of webhooks. */
final class ContentReader {

  private static final int MOST_PARAMETERS = 1_000;

  static Content read(byte[] body, BodyKind kind) {
    if (body.length == 0) {
      return Content.NONE;
    }
    return switch (kind) {
      case JSON -> json(body);
      case FORM -> form(body);
    };
  }

  /** The parameters of an address or a form, decoded, in their order. */
  static Map<String, List<String>> parameters(String encoded) {
    return new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true)
        .parameters();
  }

  private static Content json(byte[] body) {
    try {
      return ItemReader.read(
          body,
          parser ->
              parser.currentToken() == JsonToken.START_ARRAY
                  ? new Content(ItemReader.items(body, parser), true, Map.of(), null)
                  : new Content(List.of(ItemReader.item(body, parser)), false, Map.of(), null));
    } catch (ProblemException unreadable) {
      return Content.unreadable(Objects.requireNonNull(unreadable.getMessage()));
    }
  }

  private static Content form(byte[] body) {
    Map<String, List<String>> form;
    try {
      form = parameters(new String(body, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException unreadable) {
      return Content.unreadable("The body is a form, each of its characters encoded properly.");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    form.forEach((name, values) -> fields.put(name, values.get(0)));
    return new Content(List.of(new Item(fields, ByteBuffer.wrap(body))), false, form, null);
  }

  private ContentReader() {}
}
