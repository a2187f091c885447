package dev.leadlight.local.stack;

import static dev.leadlight.local.stack.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.simulator.Player;
import dev.leadlight.local.simulator.Simulation;
import dev.leadlight.local.simulator.TimedMessage;
import dev.leadlight.local.simulator.Truth;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Simulated shoppers on a running stack, and what it makes of them. */
final class Shoppers {
  private static final double NOTHING = 1e-6;
  private static final String STOREFRONT = "demo-storefront";
  private static final int AT_ONCE = 100;

  private final Api api;
  private final Player player;
  private final List<JsonNode> outbox = new ArrayList<>();
  private Instant unread = Instant.EPOCH;

  Shoppers(Api api) {
    this.api = api;
    this.player = new Player(api.front());
  }

  Api api() {
    return api;
  }

  /** Sends messages, each source's in its order. */
  void send(List<TimedMessage> messages) throws IOException, InterruptedException {
    player.sendBatches(messages, AT_ONCE);
  }

  /** Sends what a crowd does, and waits until everybody has the score that is due. */
  void play(Simulation crowd) throws Exception {
    send(crowd.messages());
    everyScoreIsTheTruth(crowd.truths().toList(), crowd.end());
  }

  /** Waits for the scores that are due, and fails if some do not come. */
  void everyScoreIsTheTruth(List<Truth> truths, Instant at) throws Exception {
    List<Truth> open = new ArrayList<>(truths);
    eventually(
        () -> {
          List<String> names = open.stream().map(Truth::identity).toList();
          Map<String, Double> scores = api.scores(names, at);
          open.removeIf(truth -> isNear(scores.get(truth.identity()), truth.score(at)));
          return open.isEmpty();
        });
    assertThat(open).as("shoppers with another score than the truth").isEmpty();
  }

  /** Whether a score is there and is that one. */
  static boolean isNear(@Nullable Double score, double due) {
    return score != null && Math.abs(score - due) <= NOTHING;
  }

  /** An order just now, in EUR. */
  void order(String identity, String total) throws IOException, InterruptedException {
    order(List.of(identity), total);
  }

  /** An order of each of them. */
  void order(List<String> identities, String total) throws IOException, InterruptedException {
    List<TimedMessage> orders = new ArrayList<>();
    for (String identity : identities) {
      ObjectNode order = ContractJson.mapper().createObjectNode();
      order.put("order_id", "order-" + UUID.randomUUID());
      order.put("total", total).put("revenue", total).put("currency", "EUR");
      orders.add(now(identity, "Order Completed", order));
    }
    send(orders);
  }

  /** All that has come into the outbox so far; each message is read once. */
  List<JsonNode> outbox() throws IOException, InterruptedException {
    for (JsonNode message : api.outbox(unread)) {
      outbox.add(message);
      unread = Instant.parse(message.path("receivedAt").asText()).plus(1, ChronoUnit.MICROS);
    }
    return List.copyOf(outbox);
  }

  /** Messages saying that one of them is sales-ready, under whichever name that was known then. */
  List<JsonNode> toldOf(List<Truth> hot) throws IOException, InterruptedException {
    Set<String> names =
        hot.stream()
            .map(truth -> truth.identity().substring(truth.identity().indexOf(':') + 1))
            .flatMap(name -> Stream.of("user:" + name, "anonymous:" + name + "-browser"))
            .collect(Collectors.toSet());
    return outbox().stream()
        .filter(message -> message.path("tier").asText().equals("sales-ready"))
        .filter(message -> names.contains(message.path("identities").path(0).asText()))
        .toList();
  }

  private static TimedMessage now(String identity, String event, ObjectNode properties) {
    String[] kindAndName = identity.split(":", 2);
    ObjectNode message = ContractJson.mapper().createObjectNode();
    message.put("type", "track").put("event", event);
    message.put("messageId", UUID.randomUUID().toString());
    message.put(kindAndName[0].equals("user") ? "userId" : "anonymousId", kindAndName[1]);
    message.set("properties", properties);
    return new TimedMessage(Instant.now(), STOREFRONT, message);
  }
}
