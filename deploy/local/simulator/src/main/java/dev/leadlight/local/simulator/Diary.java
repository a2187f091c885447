package dev.leadlight.local.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.local.simulator.Evidence.Fading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what one shopper does, minute by minute, and what it is worth. */
final class Diary {
  static final String STOREFRONT = "demo-storefront";
  static final String TILL = "demo-pos";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String name;
  private final String anonymousId;
  private final SplittableRandom random;
  private final List<TimedMessage> messages = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private @Nullable String userId;
  private Instant now;

  Diary(String name, Instant begin, SplittableRandom random) {
    this.name = name;
    this.anonymousId = name + "-browser";
    this.random = random;
    this.now = begin;
  }

  /** Lets some time pass. */
  Diary after(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  /** Lets 20 to 80 seconds pass: no session ends by that. */
  Diary aMomentLater() {
    return after(Duration.ofSeconds(20 + random.nextInt(60)));
  }

  /** Notes that the last message completed a match worth these points. */
  Diary earning(double points, Fading fading) {
    return earningAt(now, points, fading);
  }

  /** Notes a match at another moment than now. */
  Diary earningAt(Instant at, double points, Fading fading) {
    evidence.add(new Evidence(at, points, fading));
    return this;
  }

  /** From now on the shopper is known by name and mail address. */
  Diary signIn() {
    userId = name;
    ObjectNode message = message("identify");
    message.set(
        "traits",
        JSON.objectNode().put("email", name + "@example.com").put("name", "Shopper " + name));
    return add(STOREFRONT, message);
  }

  /** The shopper is known from before: no message says so. */
  Diary alreadyKnown() {
    userId = name;
    return this;
  }

  Diary page(String path) {
    ObjectNode message = message("page");
    message.set("properties", JSON.objectNode().put("path", path));
    return add(STOREFRONT, message);
  }

  /** Something done on the site or with a mail. */
  Diary track(String event, Map<String, ?> properties) {
    return track(STOREFRONT, event, properties);
  }

  /** Something done in the store, where nobody has a browser. */
  Diary inStore(String event, Map<String, ?> properties) {
    return track(TILL, event, properties);
  }

  Diary product(String event) {
    int number = 1 + random.nextInt(200);
    return track(
        event,
        Map.of(
            "product_id", "P-" + number, "price", 20 + number, "quantity", 1, "currency", "EUR"));
  }

  Instant now() {
    return now;
  }

  Shopper finished(Persona persona) {
    String identity = userId == null ? "anonymous:" + anonymousId : "user:" + userId;
    messages.sort(Comparator.comparing(TimedMessage::at));
    return new Shopper(new Truth(persona, identity, evidence), messages);
  }

  private Diary track(String writeKey, String event, Map<String, ?> properties) {
    ObjectNode message = message("track");
    message.put("event", event);
    message.set("properties", MAPPER.valueToTree(new TreeMap<>(properties)));
    if (writeKey.equals(TILL)) {
      message.remove("anonymousId");
    }
    return add(writeKey, message);
  }

  private ObjectNode message(String type) {
    ObjectNode message = JSON.objectNode();
    message.put("type", type);
    message.put("messageId", name + "-" + messages.size());
    message.put("anonymousId", anonymousId);
    message.put("userId", userId);
    message.put("timestamp", Objects.toString(now));
    return message;
  }

  private Diary add(String writeKey, ObjectNode message) {
    messages.add(new TimedMessage(now, writeKey, message));
    return this;
  }
}
