package dev.leadlight.ingest.webhook;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.platform.webhook.Presented;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request as an adapter sees it.
 *
 * @param method {@code GET} or {@code POST}
 * @param headers by name in lower case; of a repeated header the first value
 * @param rawQuery as it stands in the address, still encoded; null if there is none
 * @param query the parameters of the address, decoded, values in their order
 * @param body the bytes that were sent, decompressed, which is what signatures cover; never moved
 * @param parsing the body, parsed when first asked for
 */
public record WebhookRequest(
    String method,
    Map<String, String> headers,
    @Nullable String rawQuery,
    Map<String, List<String>> query,
    ByteBuffer body,
    Supplier<Content> parsing)
    implements Presented {

  /**
   * What a body holds.
   *
   * @param items of JSON: the one value, or the elements of the list, each with its own bytes and
   *     refused if it is beyond the limits of what is read; of a form: one message with a text for
   *     each name, the first of repeated ones
   * @param list whether JSON was a list
   * @param form the parameters of a form, decoded, values in their order
   * @param fault why the body can't be read; null if it can. Then all else is empty
   */
  public record Content(
      List<Item> items, boolean list, Map<String, List<String>> form, @Nullable String fault) {

    /** Of an empty body. */
    public static final Content NONE = new Content(List.of(), false, Map.of(), null);

    public static Content unreadable(String fault) {
      return new Content(List.of(), false, Map.of(), fault);
    }
  }

  public WebhookRequest {
    headers = Map.copyOf(headers);
    query = Map.copyOf(query);
    body = body.asReadOnlyBuffer();
  }

  /** Each time a view of its own, so that reading one moves no other. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  public Content content() {
    return parsing.get();
  }

  /** The messages of the body; none if it can't be read. */
  public List<Item> items() {
    return content().items();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<String> parameter(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  public boolean isGet() {
    return method.equals("GET");
  }
}
