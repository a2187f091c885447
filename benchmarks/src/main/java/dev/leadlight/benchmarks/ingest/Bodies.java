package dev.leadlight.benchmarks.ingest;

import dev.leadlight.contracts.json.ContractJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests of an online shop as {@code @segment/analytics-node} 3.1.0 writes them, with the context
 * that a shop's server adds for its visitor. The seed decides everything.
 */
final class Bodies {

  private static final List<String> EVENTS =
      List.of(
          "Product Viewed",
          "Product Viewed",
          "Product List Viewed",
          "Products Searched",
          "Product Added",
          "Cart Viewed",
          "Checkout Started",
          "Order Completed");

  /** Becomes a number of its own in each request, so that none is a repeat. */
  private static final String FRESH = "-##########";

  private static final int SHOPPERS = 5_000;
  private static final int PRODUCTS = 800;

  private final SplittableRandom random;
  private final Instant now;

  private Bodies(long seed, Instant now) {
    this.random = new SplittableRandom(seed);
    this.now = now.truncatedTo(ChronoUnit.MILLIS); // as JavaScript tells the time
  }

  /** Bodies of one track call each. */
  static List<String> singles(int count, Instant now) {
    Bodies bodies = new Bodies(1, now);
    return Stream.generate(bodies::track).limit(count).map(Bodies::json).toList();
  }

  /** Bodies of so many messages each: of ten, seven track calls, two pages, one identify. */
  static List<String> batches(int count, int messages, Instant now, String writeKey) {
    Bodies bodies = new Bodies(2, now);
    return Stream.generate(() -> bodies.batch(messages, writeKey))
        .limit(count)
        .map(Bodies::json)
        .toList();
  }

  private Map<String, Object> batch(int messages, String writeKey) {
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("batch", IntStream.range(0, messages).mapToObj(this::message).toList());
    batch.put("writeKey", writeKey);
    batch.put("sentAt", now.toString());
    return batch;
  }

  private Map<String, Object> message(int number) {
    return switch (number % 10) {
      case 0 -> identify();
      case 4, 8 -> page();
      default -> track();
    };
  }

  private Map<String, Object> track() {
    String event = EVENTS.get(random.nextInt(EVENTS.size()));
    Map<String, Object> message = message("track");
    message.put("event", event);
    message.put("properties", event.startsWith("Order") ? order() : product());
    return message;
  }

  private Map<String, Object> page() {
    Map<String, Object> message = message("page");
    message.put("name", "Product");
    message.put("properties", place());
    return message;
  }

  private Map<String, Object> identify() {
    Map<String, Object> message = message("identify");
    int shopper = random.nextInt(SHOPPERS);
    message.put("userId", "u-" + shopper);
    message.put(
        "traits",
        Map.of(
            "email",
            "shopper." + shopper + "@example.com",
            "firstName",
            "Ada",
            "plan",
            "gold",
            "loyalty_id",
            "L-" + shopper));
    return message;
  }

  private Map<String, Object> message(String type) {
    Map<String, Object> message = new LinkedHashMap<>();
    int shopper = random.nextInt(SHOPPERS);
    if (shopper % 3 == 0) {
      message.put("userId", "u-" + shopper);
    }
    message.put("anonymousId", uuid(shopper).toString());
    message.put("type", type);
    message.put(
        "messageId", "node-next-" + now.toEpochMilli() + "-" + uuid(random.nextLong()) + FRESH);
    message.put("timestamp", now.minusMillis(random.nextInt(10_000)).toString());
    message.put("integrations", Map.of());
    message.put("_metadata", Map.of("nodeVersion", "22.14.0", "jsRuntime", "node"));
    message.put("context", context());
    return message;
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("library", Map.of("name", "@segment/analytics-node", "version", "3.1.0"));
    context.put(
        "userAgent",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36");
    context.put("locale", "en-GB");
    context.put("page", place());
    return context;
  }

  private Map<String, Object> place() {
    String path = "/products/lamp-" + random.nextInt(PRODUCTS);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("path", path);
    page.put("url", "https://shop.example" + path);
    page.put("title", "Lamp with a green shade – The Shop");
    page.put("referrer", "https://shop.example/collections/lamps");
    return page;
  }

  private Map<String, Object> product() {
    int number = random.nextInt(PRODUCTS);
    Map<String, Object> product = new LinkedHashMap<>();
    product.put("product_id", "P-" + number);
    product.put("sku", "LAMP-" + number + "-GRN");
    product.put("name", "Lamp with a green shade");
    product.put("brand", "Leadlight");
    product.put("category", "Home/Lamps");
    product.put("price", BigDecimal.valueOf(1999 + number * 10L, 2));
    product.put("quantity", 1 + random.nextInt(3));
    product.put("currency", "EUR");
    return product;
  }

  private Map<String, Object> order() {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("order_id", "O-" + random.nextInt(1_000_000));
    order.put("total", BigDecimal.valueOf(12_990, 2));
    order.put("revenue", BigDecimal.valueOf(11_990, 2));
    order.put("tax", BigDecimal.valueOf(1_000, 2));
    order.put("currency", "EUR");
    order.put("products", List.of(product(), product()));
    return order;
  }

  private static UUID uuid(long number) {
    return UUID.nameUUIDFromBytes(Long.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private static String json(Map<String, Object> body) {
    return new String(ContractJson.write(body), StandardCharsets.UTF_8);
  }
}
