package dev.leadlight.ingest.tracking.shell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.ingest.body.shell.BodyException;
import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Envelope;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.ListedElements;
import dev.leadlight.ingest.intake.ListedElements.Piece;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.intake.shell.BeyondLimitsException;
import dev.leadlight.ingest.intake.shell.ItemReader;
import dev.leadlight.ingest.intake.shell.ItemReader.Layout;
import dev.leadlight.platform.problem.ProblemException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parses bodies of the tracking API. */
final class SubmissionReader {

  /** One message; refused as a whole if the body isn't that. */
  static Submission single(Call call, byte[] body) {
    return orRefused(
        body, () -> ItemReader.read(body, object(parser -> readSingle(call, body, parser))));
  }

  /**
   * Messages in {@code batch}, with what is said for all of them beside it; refused as a whole if
   * the body isn't that. A message beyond the limits of what is read is refused alone.
   */
  static Submission batch(byte[] body) {
    return orRefused(body, () -> togetherOrApart(body));
  }

  /** What is left of a body that could not be read. */
  static Submission unread(BodyException problem) {
    RejectionReason reason =
        switch (problem.type()) {
          case PAYLOAD_TOO_LARGE -> RejectionReason.BODY_TOO_LARGE;
          case UNSUPPORTED_MEDIA_TYPE -> RejectionReason.UNKNOWN_ENCODING;
          default -> RejectionReason.UNDECODABLE_BODY;
        };
    return Submission.refused(reason, null, problem.begun(), problem);
  }

  private static Submission orRefused(byte[] body, Supplier<Submission> reading) {
    try {
      return reading.get();
    } catch (ProblemException malformed) {
      return Submission.refused(RejectionReason.MALFORMED_JSON, null, body, malformed);
    }
  }

  private static Submission togetherOrApart(byte[] body) {
    try {
      return together(body);
    } catch (BeyondLimitsException beyond) {
      return apart(body);
    }
  }

  private static Submission together(byte[] body) {
    return ItemReader.read(body, object(parser -> readBatch(body, parser)));
  }

  /** Each message by itself, and what stands around them with nothing in their place. */
  private static Submission apart(byte[] body) {
    List<Piece> pieces = ListedElements.of(body, "batch");
    Submission envelope = together(ListedElements.around(body, pieces));
    if (envelope.problem() != null || !envelope.items().isEmpty()) {
      throw ItemReader.malformed("The body has one list of messages, named batch.");
    }
    List<Item> items = ItemReader.messagesApart(body, pieces);
    return new Submission(
        null, envelope.envelope(), firstWriteKey(envelope.writeKey(), items), items);
  }

  private static Layout<Submission> object(Layout<Submission> layout) {
    return parser -> {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw ItemReader.malformed("The body is a JSON object.");
      }
      return layout.read(parser);
    };
  }

  private static Submission readSingle(Call call, byte[] body, JsonParser parser)
      throws IOException {
    Item item = ItemReader.message(body, parser);
    return new Submission(call, Envelope.NONE, writeKey(item.fields()), List.of(item));
  }

  private static Submission readBatch(byte[] body, JsonParser parser) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    List<Item> items = null;
    int contextBytes = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("batch")) {
        items = ItemReader.messages(body, parser);
      } else if (name.equals("context")) {
        Item context = ItemReader.item(body, parser);
        fields.put(name, context.fields());
        contextBytes = context.size();
      } else {
        fields.put(name, ItemReader.value(parser));
      }
    }
    if (items == null) {
      RejectionReason reason = RejectionReason.MISSING_BATCH;
      ProblemException problem =
          new ProblemException(
              ProblemType.INVALID_REQUEST,
              reason.detail(),
              List.of(Place.at("/batch", "a list of messages")));
      return Submission.refused(reason, writeKey(fields), body, problem);
    }
    Map<String, ?> context = ItemReader.objectOrNull(fields.get("context"));
    Envelope envelope =
        new Envelope(
            context == null ? Map.of() : context,
            contextBytes,
            Timestamps.parse(fields.get("sentAt")));
    return new Submission(null, envelope, firstWriteKey(writeKey(fields), items), items);
  }

  private static @Nullable String firstWriteKey(@Nullable String own, List<Item> items) {
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

  private SubmissionReader() {}
}
