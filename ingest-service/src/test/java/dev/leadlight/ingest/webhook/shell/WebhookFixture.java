package dev.leadlight.ingest.webhook.shell;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.webhook.BodyKind;
import dev.leadlight.ingest.webhook.Vendors;
import dev.leadlight.ingest.webhook.WebhookAdapter;
import dev.leadlight.ingest.webhook.WebhookAnswer;
import dev.leadlight.ingest.webhook.WebhookRequest;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One request of a vendor in a file {@code webhooks/<vendor>/<name>.json}:
 *
 * <ul>
 *   <li>{@code now}: our clock
 *   <li>{@code source}: {@code channel}, else online
 *   <li>{@code webhook}: {@code secrets}, {@code url}, {@code options}
 *   <li>{@code request}: {@code method} (else POST), {@code headers}, {@code query}, and the body:
 *       {@code json}, sent without spaces, or {@code text}, sent as it is
 *   <li>{@code signed}: what the proof covers: {@code body} (unless told), or {@code nothing} of it
 *   <li>{@code authenticity}, if it isn't authentic
 *   <li>{@code events}: a shopper event each, or the code of the refusal and its pointer
 *   <li>{@code answer}: content type and body, where they are not the usual ones
 * </ul>
 */
record WebhookFixture(ObjectNode document, WebhookAdapter adapter, WebhookSettings settings) {

  private static final List<JsonNode> ODD = odd();

  static final Path ROOT = Path.of("src/test/resources/webhooks");

  static WebhookFixture read(Path file) throws IOException {
    ObjectNode document = (ObjectNode) ContractJson.mapper().readTree(Files.readAllBytes(file));
    String vendor = Objects.requireNonNull(file.getParent()).getFileName().toString();
    JsonNode webhook = document.get("webhook");
    WebhookSettings settings =
        new WebhookSettings(
            vendor,
            ContractJson.mapper()
                .convertValue(webhook.get("secrets"), new TypeReference<List<String>>() {}),
            Optional.ofNullable(webhook.path("url").textValue()),
            texts(webhook.path("options")));
    return new WebhookFixture(document, Vendors.find(vendor).orElseThrow(), settings);
  }

  Source source() {
    String channel = document.path("source").path("channel").asText("online");
    return new Source("brand", Channel.valueOf(channel.toUpperCase(Locale.ROOT)), Set.of());
  }

  Instant now() {
    return Instant.parse(document.get("now").asText());
  }

  byte[] body() {
    JsonNode request = document.get("request");
    return request.has("json")
        ? ContractJson.write(request.get("json"))
        : request.path("text").asText("").getBytes(StandardCharsets.UTF_8);
  }

  WebhookRequest request() {
    return request(body());
  }

  WebhookRequest request(byte[] body) {
    JsonNode sent = document.get("request");
    Map<String, String> headers = new HashMap<>();
    texts(sent.path("headers"))
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    String query = sent.path("query").textValue();
    BodyKind kind = BodyKind.of(headers.get("content-type"), adapter.bodies());
    return new WebhookRequest(
        sent.path("method").asText("POST"),
        headers,
        query,
        query == null ? Map.of() : ContentReader.parameters(query),
        ByteBuffer.wrap(body),
        () -> ContentReader.read(body, kind));
  }

  /** Places of the body whose change must be noticed; a long body is sampled. */
  int[] signedBytes() {
    int length = document.path("signed").asText("body").equals("body") ? body().length : 0;
    return IntStream.range(0, length).filter(at -> at % (1 + length / 100) == 0).toArray();
  }

  Authenticity check(WebhookRequest request) {
    return adapter.check(request, settings, now());
  }

  Authenticity authenticity() {
    String expected = document.path("authenticity").asText("authentic");
    return Authenticity.valueOf(expected.toUpperCase(Locale.ROOT));
  }

  boolean isAuthentic() {
    return authenticity() == Authenticity.AUTHENTIC;
  }

  List<Item> items() {
    return items(body());
  }

  List<Item> items(byte[] body) {
    return adapter.read(request(body), settings);
  }

  /** The JSON body with each of its values in turn replaced by each of some others. */
  List<JsonNode> oddBodies() {
    JsonNode body = document.get("request").path("json");
    List<JsonNode> odd = new ArrayList<>(ODD);
    for (JsonPointer place : places(body, JsonPointer.empty())) {
      for (JsonNode other : ODD) {
        JsonNode copy = body.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ObjectNode object) {
          object.set(place.last().getMatchingProperty(), other);
        } else {
          ((ArrayNode) parent).set(place.last().getMatchingIndex(), other);
        }
        odd.add(copy);
      }
    }
    return odd;
  }

  private static List<JsonPointer> places(JsonNode node, JsonPointer at) {
    List<JsonPointer> places = new ArrayList<>();
    node.properties()
        .forEach(
            member -> {
              JsonPointer place = at.appendProperty(member.getKey());
              places.add(place);
              places.addAll(places(member.getValue(), place));
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      JsonPointer place = at.appendIndex(i);
      places.add(place);
      places.addAll(places(node.get(i), place));
    }
    return places;
  }

  WebhookAnswer answer() {
    return adapter.answer(request(), settings);
  }

  private static List<JsonNode> odd() {
    List<JsonNode> odd = new ArrayList<>();
    try {
      ContractJson.mapper()
          .readTree("[null, \"?\", -1e400, [[7]], {\"a\": null}]")
          .forEach(odd::add);
      return odd;
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
    return texts;
  }
}
