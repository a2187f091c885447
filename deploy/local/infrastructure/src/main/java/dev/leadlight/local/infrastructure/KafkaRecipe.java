package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One Kafka node that is broker and controller (KRaft), in a JVM of its own.
 *
 * @param controllerPort where the node talks to itself
 * @param directory holds its settings and its logs
 */
record KafkaRecipe(int port, int controllerPort, Path directory) implements ServerRecipe {

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Duration stopTimeout() {
    return Duration.ofSeconds(20);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** A client for administration that gives up after seconds, not minutes. */
  Admin admin(Duration patience) {
    String millis = Long.toString(patience.toMillis());
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            millis));
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(directory);
    try (Writer writer = Files.newBufferedWriter(settingsFile())) {
      settings().store(writer, null);
    }
  }

  @Override
  public List<String> command() {
    return List.of(
        JavaProgram.executable(),
        "-Xmx384m",
        "-Xms64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.awt.headless=true",
        "-cp",
        JavaProgram.classPath(),
        KafkaNode.class.getName(),
        settingsFile().toString());
  }

  /** Asks by a plain connection first: Kafka's client reports each refused one at length. */
  @Override
  public boolean isHealthy() throws Exception {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    try (Admin admin = admin(Duration.ofSeconds(5))) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    }
  }

  private Path settingsFile() {
    return directory.resolve("server.properties");
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(port, controllerPort),
            "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs", directory.resolve("logs").toString(),
            "auto.create.topics.enable", "false",
            "group.initial.rebalance.delay.ms", "0"));
    settings.putAll(singleReplica());
    settings.putAll(modestResources());
    return settings;
  }

  private static Map<String, String> singleReplica() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "2",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "2");
  }

  private static Map<String, String> modestResources() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "log.cleaner.dedupe.buffer.size", "8388608",
        // How soon a node that was killed may register again under its name.
        "broker.session.timeout.ms", "6000");
  }
}
