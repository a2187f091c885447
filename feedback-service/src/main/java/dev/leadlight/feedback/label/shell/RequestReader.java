package dev.leadlight.feedback.label.shell;

import dev.leadlight.feedback.label.LabelRequest;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests as adapters see them. */
public final class RequestReader {

  /** With the body that was read of it; null if there was none. */
  public static LabelRequest read(HttpServerRequest request, byte @Nullable [] body) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return new LabelRequest(
        request.method().name(),
        headers,
        ContentReader.parameters(request.query()),
        ByteBuffer.wrap(body == null ? new byte[0] : body));
  }

  private RequestReader() {}
}
