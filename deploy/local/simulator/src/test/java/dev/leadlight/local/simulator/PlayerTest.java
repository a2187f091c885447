package dev.leadlight.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayerTest {
  private final List<TimedMessage> messages =
      Simulation.of(1, 20, Instant.parse("2026-09-01T00:00:00Z")).messages();

  private final List<String> accepted = new ArrayList<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer server;
  private Player player;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    player = new Player(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void sendsEveryMessageOnce() throws Exception {
    player.sendBatches(messages, 7);

    assertThat(accepted).containsExactlyInAnyOrderElementsOf(ids());
  }

  @Test
  void sendsAgainWhatWasNotAcceptedForTheMoment() throws Exception {
    answers.addAll(List.of(503, 429, 200, 500));

    player.sendBatches(messages, 50);

    assertThat(accepted).containsExactlyInAnyOrderElementsOf(ids());
  }

  @Test
  void doesNotInsistOnWhatWasRefused() {
    answers.add(401);

    assertThatThrownBy(() -> player.sendBatches(messages, 50))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("401");
  }

  private List<String> ids() {
    return messages.stream().map(message -> message.body().path("messageId").asText()).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
    Integer status = answers.poll();
    if (status == null || status == 200) {
      body.path("batch").forEach(message -> accepted.add(message.path("messageId").asText()));
    }
    exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    exchange.close();
  }
}
