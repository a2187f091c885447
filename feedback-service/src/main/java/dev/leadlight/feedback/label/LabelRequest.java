package dev.leadlight.feedback.label;

import dev.leadlight.platform.webhook.Presented;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor's request.
 *
 * @param method {@code POST}
 * @param headers by name in lower case; of a repeated header the first value
 * @param query the parameters of the address, decoded; of repeated ones the first value
 * @param body as it was sent
 */
public record LabelRequest(
    String method, Map<String, String> headers, Map<String, String> query, ByteBuffer body)
    implements Presented {

  public LabelRequest {
    headers = Map.copyOf(headers);
    query = Map.copyOf(query);
    body = body.asReadOnlyBuffer();
  }

  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
