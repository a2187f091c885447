package dev.leadlight.ingest.webhook.shell;

import com.fasterxml.jackson.core.JsonToken;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.ListedElements;
import dev.leadlight.ingest.intake.ListedElements.Piece;
import dev.leadlight.ingest.intake.shell.BeyondLimitsException;
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
      return togetherOrApart(body);
    } catch (ProblemException unreadable) {
      return Content.unreadable(Objects.requireNonNull(unreadable.getMessage()));
    }
  }

  private static Content togetherOrApart(byte[] body) {
    try {
      return together(body);
    } catch (BeyondLimitsException beyond) {
      return apart(body, beyond);
    }
  }

  private static Content together(byte[] body) {
    return ItemReader.read(
        body,
        parser ->
            parser.currentToken() == JsonToken.START_ARRAY
                ? list(ItemReader.items(body, parser))
                : new Content(List.of(ItemReader.item(body, parser)), false, Map.of(), null));
  }

  /** Each element of a list by itself, once it is known that there is nothing else. */
  private static Content apart(byte[] body, BeyondLimitsException beyond) {
    List<Piece> pieces = ListedElements.of(body);
    if (pieces.isEmpty()) {
      throw beyond;
    }
    together(ListedElements.around(body, pieces));
    return list(ItemReader.itemsApart(body, pieces));
  }

  private static Content list(List<Item> items) {
    return new Content(items, true, Map.of(), null);
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
