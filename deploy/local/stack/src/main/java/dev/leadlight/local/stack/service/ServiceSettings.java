package dev.leadlight.local.stack.service;

import static java.util.Map.entry;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.stack.outbox.SinkPorts;
import java.util.HashMap;
import java.util.Map;

/**
 * What the services have to know about this machine.
 *
 * @param operatorToken opens the administrative calls
 * @param identitySecret under which identities become keys; the same for ever
 * @param webhookSecret signs the generic webhook, in the form {@code whsec_…}
 * @param sealingKey under which destinations' secrets lie in the database, base64 of 32 bytes
 * @param scoringUrl where other services ask scoring-service
 * @param frontUrl the one address of the stack
 */
public record ServiceSettings(
    Infrastructure infrastructure,
    SinkPorts sinks,
    String operatorToken,
    String identitySecret,
    String webhookSecret,
    String sealingKey,
    String scoringUrl,
    String frontUrl) {

  /** Known to everybody, so that anybody can play Slack and click. */
  private static final String SLACK_SIGNING_SECRET = "demo-slack-secret";

  /** All settings of one service that listens on the given port. */
  public Map<String, String> of(Service service, int port) {
    Map<String, String> settings = new HashMap<>(common(port));
    service.database().ifPresent(database -> settings.putAll(database(database)));
    settings.putAll(
        switch (service) {
          case INGEST -> sources();
          case ROUTING -> destinations();
          case SCORING ->
              Map.of(
                  "quarkus.redis.hosts",
                  infrastructure.redisUrl(),
                  "leadlight.scoring.publishable-keys.demo-storefront.keys",
                  "demo-public");
          case FEEDBACK -> feedback();
        });
    return settings;
  }

  private Map<String, String> feedback() {
    Map<String, String> settings = new HashMap<>(DemoLabelSources.settings(frontUrl));
    settings.put("quarkus.rest-client.scoring.url", scoringUrl);
    return settings;
  }

  private Map<String, String> common(int port) {
    return Map.of(
        "quarkus.http.host",
        "127.0.0.1",
        "quarkus.http.port",
        Integer.toString(port),
        "quarkus.http.proxy.proxy-address-forwarding",
        "true",
        "quarkus.http.proxy.enable-forwarded-host",
        "true",
        "quarkus.log.console.darken",
        "0",
        "quarkus.console.color",
        "false",
        "kafka.bootstrap.servers",
        infrastructure.kafkaBootstrapServers(),
        "leadlight.identity.secret",
        identitySecret,
        "leadlight.operator.token",
        operatorToken);
  }

  private Map<String, String> database(String name) {
    return Map.of(
        "quarkus.datasource.jdbc.url", infrastructure.jdbcUrl(name),
        "quarkus.datasource.reactive.url", infrastructure.reactiveUrl(name),
        "quarkus.datasource.username", infrastructure.databaseUser(),
        "quarkus.datasource.password", infrastructure.databasePassword());
  }

  /** Without limits: months of a simulated crowd are played in a moment. */
  private static Map<String, String> sources() {
    return Map.of(
        "leadlight.ingest.sources.demo-storefront.write-keys", "demo-storefront",
        "leadlight.ingest.sources.demo-storefront.channel", "online",
        "leadlight.ingest.sources.demo-storefront.limits.events-per-second", "unlimited",
        "leadlight.ingest.sources.demo-pos.write-keys", "demo-pos",
        "leadlight.ingest.sources.demo-pos.channel", "in_store",
        "leadlight.ingest.sources.demo-pos.limits.events-per-second", "unlimited");
  }

  private Map<String, String> destinations() {
    return Map.ofEntries(
        entry("leadlight.routing.slack.url", sinks.slackUrl()),
        entry("leadlight.routing.slack.signing-secret", SLACK_SIGNING_SECRET),
        entry("leadlight.routing.webhook.url", sinks.webhookUrl()),
        entry("leadlight.routing.webhook.secret", webhookSecret),
        entry("leadlight.routing.secret.keys.local", sealingKey),
        // The sinks lie on this machine, which is refused otherwise.
        entry("leadlight.routing.outbound.allowed-hosts", "localhost,127.0.0.1"),
        entry("leadlight.routing.email.to", "sales@example.com"),
        entry("leadlight.routing.links.base-url", frontUrl),
        entry("quarkus.mailer.host", "localhost"),
        entry("quarkus.mailer.port", Integer.toString(sinks.smtp())),
        entry("quarkus.mailer.mock", "false"));
  }
}
