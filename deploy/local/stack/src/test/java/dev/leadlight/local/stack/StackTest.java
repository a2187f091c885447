package dev.leadlight.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackTest {
  private static final BlockingQueue<String> SAID = new LinkedBlockingQueue<>();
  private static final int LAST = Integer.MAX_VALUE;
  private static StackOptions options;
  private static Stack stack;

  @BeforeAll
  static void start(@TempDir Path directory) {
    options =
        new StackOptions(
            Path.of("../../.."),
            directory.resolve("data"),
            directory.resolve("logs"),
            Ports.free(),
            true,
            true,
            Optional.of("token-of-the-test"));
    stack = Stack.prepare(options, SAID::add);
    stack.start();
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  @Test
  void bringsBackAServerThatWasKilledAndSaysSo() throws Exception {
    // Given
    long killed = stack.infrastructure().server(ServerKind.REDIS).pid();

    // When
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    // Then
    assertThat(SAID.poll(30, TimeUnit.SECONDS)).startsWith("redis ended (exit code 137)");
    assertThat(SAID.poll(30, TimeUnit.SECONDS)).startsWith("redis is back after");
    assertThat(details().at("/redis/pid").asLong())
        .isNotEqualTo(killed)
        .isEqualTo(stack.infrastructure().server(ServerKind.REDIS).pid());
  }

  @Test
  void tellsProgramsWhereEverythingIs() throws IOException {
    assertThat(details().get("url").asText()).isEqualTo("http://localhost:" + options.port());
    assertThat(details().get("token").asText()).isEqualTo("token-of-the-test");
    assertThat(details().at("/kafka/bootstrap").asText())
        .isEqualTo(stack.infrastructure().kafkaBootstrapServers());
    assertThat(details().at("/postgres/jdbcUrl").asText()).startsWith("jdbc:postgresql://");
    assertThat(Files.getPosixFilePermissions(stack.details())).hasSize(2);
  }

  @Test
  @Order(LAST)
  void leavesNoProcessBehind() {
    List<Long> processes = stack.servers().stream().map(server -> server.pid()).toList();

    stack.close();

    assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  private JsonNode details() throws IOException {
    return ContractJson.mapper().readTree(stack.details().toFile());
  }
}
