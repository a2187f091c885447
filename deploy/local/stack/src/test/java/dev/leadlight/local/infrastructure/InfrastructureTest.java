package dev.leadlight.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureTest {
  private static Path directory;
  private static Infrastructure infrastructure;

  @BeforeAll
  static void start(@TempDir Path temporary) {
    directory = temporary;
    infrastructure =
        Infrastructure.start(
            InfrastructureSettings.in(directory.resolve("data"), directory.resolve("logs")));
  }

  @AfterAll
  static void stop() {
    infrastructure.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenSurvivesAKill(ServerKind kind) throws Exception {
    // Given
    Notebook notebook = Notebook.in(infrastructure, kind);
    notebook.write("before the kill");
    ManagedServer server = infrastructure.server(kind);
    long killed = server.pid();

    // When
    server.kill();
    server.start();

    // Then
    assertThat(server.pid()).isNotEqualTo(killed);
    assertThat(notebook.read()).contains("before the kill");
    notebook.write("after the kill");
    assertThat(notebook.read()).contains("before the kill", "after the kill");
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenSurvivesAnOrderlyRestart(ServerKind kind) throws Exception {
    Notebook notebook = Notebook.in(infrastructure, kind);
    notebook.write("before the restart");

    infrastructure.server(kind).restart();

    assertThat(notebook.read()).contains("before the restart");
  }

  @Test
  void everyTopicExistsAsTheContractsDescribeIt() throws Exception {
    infrastructure.createTopics(Topics.all()); // once more: changes nothing

    assertThat(KafkaNotebook.partitionsByTopic(infrastructure))
        .containsAllEntriesOf(
            Topics.all().stream().collect(Collectors.toMap(Topic::name, Topic::partitions)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void theBrokerReadsEveryCompression(String compression) throws Exception {
    KafkaNotebook notebook = new KafkaNotebook(infrastructure.kafkaBootstrapServers());

    notebook.write(compression.repeat(500), compression);

    assertThat(notebook.read()).contains(compression.repeat(500));
  }

  @Test
  void theDirectoryBelongsToOneInfrastructureAtATime() {
    assertThatThrownBy(() -> Infrastructure.start(alsoIn(directory.resolve("data"))))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("in use by another Leadlight");
  }

  @Test
  void aTakenPortGivesOneSentence(@TempDir Path elsewhere) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InfrastructureSettings settings =
          InfrastructureSettings.in(elsewhere, elsewhere)
              .withServers(Set.of(ServerKind.REDIS))
              .withPorts(0, taken.getLocalPort(), 0);

      assertThatThrownBy(() -> Infrastructure.start(settings))
          .isInstanceOf(ServerStartException.class)
          .hasMessage("Port " + taken.getLocalPort() + " for redis is taken by another program.");
    }
  }

  private static InfrastructureSettings alsoIn(Path data) {
    return InfrastructureSettings.in(data, data).withServers(EnumSet.noneOf(ServerKind.class));
  }
}
