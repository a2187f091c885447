package dev.leadlight.local.stack;

import static dev.leadlight.local.stack.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.local.stack.outbox.SinkPorts;
import dev.leadlight.local.stack.service.Service;
import dev.leadlight.local.stack.service.ServiceRecipe;
import dev.leadlight.local.stack.service.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged routing-service dies by kill -9 while deliveries stand at each step of being sent,
 * and PostgreSQL dies while they are out: everything arrives, under the same key each time, and
 * nothing stays behind.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RoutingCrashTest {
  private static final int LEADS = 5;
  private static final String TOKEN = "token-of-the-crash";
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SEALING_KEY = "a2V5LWZvci10aGUtY3Jhc2gta2V5LWZvci1jcmFzaCE=";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Nobody is at it, and yet it is not done. */
  private static final String OVERDUE =
      """
      select count(*) from delivery
      where state = 'pending' and due_at < now()
        and (claimed_until is null or claimed_until < now())""";

  private static Infrastructure infrastructure;
  private static ManagedServer routing;
  private static HoldingSinks sinks;
  private static TopicRecords topics;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    infrastructure =
        Infrastructure.start(
            InfrastructureSettings.in(directory.resolve("data"), directory.resolve("logs"))
                .notDurable()
                .withServers(EnumSet.of(ServerKind.KAFKA, ServerKind.POSTGRES)));
    sinks = new HoldingSinks();
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
    int port = Ports.free();
    routing =
        new ManagedServer(
            new ServiceRecipe(
                Service.ROUTING,
                port,
                Path.of("../../..").toAbsolutePath().normalize(),
                directory.resolve("application.properties"),
                settings(port)),
            directory,
            directory.resolve("logs"));
    routing.start();
    for (String name : List.of("before", "after", "during")) {
      String url = name.equals("before") ? sinks.shutUrl("/before") : sinks.openUrl("/" + name);
      put(
          "/v1/destinations/" + name,
          """
          {"type": "webhook", "settings": {"url": "%s"}, "secrets": {"secret": {"value": "%s"}}}
          """
              .formatted(url, KEY));
    }
    put(
        "/v1/playbooks/crash",
        """
        {"description": "Everything to all.", "when": {}, "actions": [
          {"name": "before", "verb": "notify", "to": "before"},
          {"name": "after", "verb": "notify", "to": "after"},
          {"name": "during", "verb": "notify", "to": "during"}]}
        """);
  }

  @AfterAll
  static void end() throws IOException {
    routing.kill();
    topics.close();
    sinks.close();
    infrastructure.close();
  }

  @Test
  void everythingArrivesUnderItsKeyWhoeverDiesAtWhicheverStep() throws Exception {
    // Given
    sinks.hold("/after");
    sinks.hold("/during");
    publish("first");
    eventually(() -> heard("/after") == LEADS && heard("/during") == LEADS);
    eventually(() -> count(claimed("before")) == LEADS);
    assertThat(sinks.keys("/before")).as("calls before the kill").isEmpty();

    // When
    try (Connection ours = connect();
        Statement statement = ours.createStatement()) {
      ours.setAutoCommit(false);
      statement.executeQuery("select id from delivery where destination = 'during' for update");
      sinks.release("/during");
      eventually(() -> count(waitingForALock("count(*)")) > 0);
      routing.kill();
      count(waitingForALock("count(pg_terminate_backend(pid))"));
      ours.rollback();
    }
    sinks.release("/after");
    sinks.openUp();
    routing.start();

    // Then
    eventually(() -> count("select count(*) from delivery where state <> 'delivered'") == 0);
    everythingHasArrived(LEADS);
    assertThat(sinks.keys("/after")).as("sent, and not known").hasSizeGreaterThan(LEADS);
    assertThat(sinks.keys("/during")).as("sent, not written").hasSizeGreaterThan(LEADS);

    // When
    sinks.hold("/after");
    publish("again");
    eventually(() -> heard("/after") == 2 * LEADS);
    infrastructure.server(ServerKind.POSTGRES).kill();
    sinks.release("/after");
    infrastructure.server(ServerKind.POSTGRES).start();

    // Then
    eventually(() -> count("select count(*) from delivery where state = 'delivered'") == all());
    everythingHasArrived(2 * LEADS);
  }

  /** Three destinations, and the webhook of the starter playbooks. */
  private static long all() {
    return 2 * LEADS * 4L;
  }

  private static void everythingHasArrived(int leads) throws SQLException {
    assertThat(count(OVERDUE)).as("overdue").isZero();
    assertThat(count("select count(*) from delivery where state <> 'delivered'")).isZero();
    for (String name : List.of("before", "after", "during", "webhook")) {
      assertThat(new HashSet<>(sinks.keys("/" + name)))
          .as(name)
          .hasSize(leads)
          .isEqualTo(ids(name));
    }
  }

  private static int heard(String path) {
    return Set.copyOf(sinks.keys(path)).size();
  }

  private static String claimed(String destination) {
    return "select count(*) from delivery where claimed_until > now() and destination = '"
        + destination
        + "'";
  }

  private static String waitingForALock(String what) {
    return "select "
        + what
        + " from pg_stat_activity where wait_event_type = 'Lock' and datname = 'routing'";
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Set<String> ids(String destination) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select id from delivery where destination = '" + destination + "'")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(infrastructure.jdbcUrlWithUser("routing"));
  }

  private static void publish(String round) {
    for (int i = 0; i < LEADS; i++) {
      LeadId lead = new LeadId("Crash_%s_%010d".formatted(round, i));
      topics.publish(Topics.TIER_CHANGES, lead.value(), change(lead));
    }
  }

  private static TierChange change(LeadId lead) {
    Instant now = Instant.now();
    return new TierChange(
        lead + "-1",
        lead,
        1,
        List.of(new Identity(IdentityKind.USER, lead.value())),
        new Contact(null, null, null, null, null),
        "newsletter",
        "nurture",
        TierChange.Direction.UP,
        50,
        List.of(),
        now,
        now,
        new ScorecardRef("retail-starter", "1"),
        null,
        new Cause(Cause.Kind.EVENT, "m-" + lead, null),
        null,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Map<String, String> settings(int port) {
    Map<String, String> settings =
        new HashMap<>(
            new ServiceSettings(
                    infrastructure, new SinkPorts(0, 0), TOKEN, "crash", KEY, SEALING_KEY, "", "")
                .of(Service.ROUTING, port));
    settings.put("leadlight.routing.webhook.url", sinks.openUrl("/webhook"));
    settings.put("leadlight.routing.links.base-url", "http://localhost:8080");
    settings.put("leadlight.routing.delivery.timeout", "5s");
    settings.put("leadlight.routing.delivery.lease", "10s");
    settings.put("leadlight.routing.delivery.retry-schedule", "1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s");
    settings.put("leadlight.routing.delivery.breaker-failures", "1000");
    return settings;
  }

  private static void put(String path, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + routing.port() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build();
    assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).as(path).isLessThan(300);
  }
}
