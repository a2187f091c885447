package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.webhook.BodyKind;
import dev.leadlight.ingest.webhook.WebhookRequest;
import dev.leadlight.ingest.webhook.WebhookRequest.Content;
import dev.leadlight.platform.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests as adapters see them. */
final class RequestReader {

  /**
   * @param expected the kinds of body that the adapter understands
   * @throws ProblemException 400 if the address can't be read
   */
  static WebhookRequest read(HttpServerRequest request, byte[] body, List<BodyKind> expected) {
    BodyKind kind = BodyKind.of(request.getHeader(HttpHeaders.CONTENT_TYPE), expected);
    return new WebhookRequest(
        request.method().name(),
        headers(request),
        request.query(),
        query(request.query()),
        ByteBuffer.wrap(body),
        new Parsed(body, kind));
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static Map<String, List<String>> query(@Nullable String raw) {
    try {
      return raw == null ? Map.of() : ContentReader.parameters(raw);
    } catch (IllegalArgumentException unreadable) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "The parameters of the address are encoded properly.");
    }
  }

  /** Parses once, and only if somebody asks: a forged body is rarely worth it. */
  private static final class Parsed implements Supplier<Content> {
    private final byte[] body;
    private final BodyKind kind;
    private @Nullable Content content;

    Parsed(byte[] body, BodyKind kind) {
      this.body = body;
      this.kind = kind;
    }

    @Override
    public Content get() {
      Content known = content;
      if (known == null) {
        known = ContentReader.read(body, kind);
        content = known;
      }
      return known;
    }
  }

  private RequestReader() {}
}
