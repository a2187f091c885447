package dev.leadlight.ingest.webhook;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.webhook.WebhookRequest.Content;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests and settings for tests of single adapters. */
final class Requests {

  /** A JSON object. */
  static WebhookRequest post(String body, Map<String, String> headers) {
    return post(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static WebhookRequest post(byte[] body, Map<String, String> headers) {
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return new WebhookRequest(
        "POST", lower, null, Map.of(), ByteBuffer.wrap(body), () -> json(body));
  }

  static WebhookRequest form(Map<String, List<String>> form, Map<String, String> headers) {
    Content content = new Content(List.of(), false, form, null);
    WebhookRequest plain = post(new byte[0], headers);
    return new WebhookRequest(
        "POST", plain.headers(), null, Map.of(), ByteBuffer.allocate(0), () -> content);
  }

  static WebhookSettings settings(String vendor, String... secrets) {
    return settings(vendor, Map.of(), secrets);
  }

  static WebhookSettings settings(String vendor, Map<String, String> options, String... secrets) {
    return new WebhookSettings(
        vendor,
        List.of(secrets),
        Optional.of("https://leadlight.example/hooks/" + vendor),
        options);
  }

  private static Content json(byte[] body) {
    try {
      Map<String, ?> fields = ContractJson.mapper().readValue(body, new TypeReference<>() {});
      return new Content(List.of(new Item(fields, ByteBuffer.wrap(body))), false, Map.of(), null);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Requests() {}
}
