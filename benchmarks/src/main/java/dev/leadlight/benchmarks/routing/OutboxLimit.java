package dev.leadlight.benchmarks.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.contracts.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The limit of routing: a plain outbox. One thread for each partition inserts what it reads, a
 * transaction a record; one thread takes up to sixteen rows with {@code skip locked}, posts them
 * side by side and updates them. It understands nothing, orders nothing and tries nothing again.
 */
final class OutboxLimit {

  private static final String GROUP = "outbox-limit";
  private static final int AT_ONCE = 16;
  private static final int PARTITIONS = 3;

  private OutboxLimit() {}

  /**
   * Runs until it is told to end.
   *
   * @param arguments a port that says that it runs, bootstrap servers, JDBC URL with user, sink
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    try (ServerSocket sign = new ServerSocket(Integer.parseInt(arguments[0]));
        Connection connection = DriverManager.getConnection(arguments[2]);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists limit_outbox"
              + " (id text primary key, body text not null, sent boolean not null)");
      statement.execute("create index if not exists limit_due on limit_outbox (id) where not sent");
      for (int i = 0; i < PARTITIONS; i++) {
        new Thread(() -> consume(arguments[1], arguments[2])).start();
      }
      dispatch(connection, URI.create(arguments[3]), sign);
    }
  }

  private static void consume(String kafka, String database) {
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into limit_outbox values (?, ?, false) on conflict do nothing");
        KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    kafka,
                    "group.id",
                    GROUP,
                    "auto.offset.reset",
                    "earliest",
                    "enable.auto.commit",
                    "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.TIER_CHANGES.name()));
      while (true) {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<String, byte[]> record : records) {
          insert.setString(1, record.key());
          insert.setString(2, new String(record.value(), UTF_8));
          insert.executeUpdate();
        }
        consumer.commitAsync();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void dispatch(Connection connection, URI sink, ServerSocket sign)
      throws SQLException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    connection.setAutoCommit(false);
    try (PreparedStatement take =
            connection.prepareStatement(
                "select id, body from limit_outbox where not sent order by id limit "
                    + AT_ONCE
                    + " for update skip locked");
        PreparedStatement done =
            connection.prepareStatement("update limit_outbox set sent = true where id = ?")) {
      while (!sign.isClosed()) {
        Map<String, String> due = new LinkedHashMap<>();
        try (ResultSet rows = take.executeQuery()) {
          while (rows.next()) {
            due.put(rows.getString(1), rows.getString(2));
          }
        }
        post(http, sink, due);
        for (String id : due.keySet()) {
          done.setString(1, id);
          done.executeUpdate();
        }
        connection.commit();
      }
    }
  }

  private static void post(HttpClient http, URI sink, Map<String, String> due) {
    CompletableFuture<?>[] calls =
        due.entrySet().stream()
            .map(
                row ->
                    http.sendAsync(
                        HttpRequest.newBuilder(sink)
                            .POST(
                                BodyPublishers.ofString(
                                    "{\"tierChangeId\":\""
                                        + row.getKey()
                                        + "-1\",\"data\":"
                                        + row.getValue()
                                        + "}"))
                            .build(),
                        BodyHandlers.discarding()))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(calls).join();
  }
}
