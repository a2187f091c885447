package dev.leadlight.local.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager.TestInjector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} real servers: {@code @QuarkusTestResource(value =
 * InfrastructureTestResource.class, initArgs = {@ResourceArg(name = "servers", value =
 * "kafka,postgres"), @ResourceArg(name = "database", value = "routing")})}.
 *
 * <p>They start once a JVM, with empty data, and are shared by its tests, so tests use ids of their
 * own. {@code servers} defaults to all three; {@code database} is needed with postgres only. A
 * field of type {@link Infrastructure} in a test class receives the handle for fault tests, which
 * have to leave every server running.
 */
public final class InfrastructureTestResource implements QuarkusTestResourceLifecycleManager {
  private List<ServerKind> wanted = List.of(ServerKind.values());
  private String database = "";

  @Override
  public void init(Map<String, String> arguments) {
    String servers = arguments.getOrDefault("servers", "kafka,redis,postgres");
    wanted =
        Arrays.stream(servers.split(","))
            .map(name -> ServerKind.valueOf(name.strip().toUpperCase(Locale.ROOT)))
            .toList();
    database = arguments.getOrDefault("database", "");
  }

  @Override
  public Map<String, String> start() {
    Infrastructure infrastructure = SharedInfrastructure.with(wanted);
    Map<String, String> settings = new HashMap<>();
    settings.put("leadlight.identity.secret", "identity-secret-of-the-tests");
    settings.put("leadlight.operator.token", "test-token");
    if (wanted.contains(ServerKind.KAFKA)) {
      settings.put("kafka.bootstrap.servers", infrastructure.kafkaBootstrapServers());
    }
    if (wanted.contains(ServerKind.REDIS)) {
      settings.put("quarkus.redis.hosts", infrastructure.redisUrl());
    }
    if (wanted.contains(ServerKind.POSTGRES) && !database.isEmpty()) {
      infrastructure.createDatabase(database);
      settings.put("quarkus.datasource.jdbc.url", infrastructure.jdbcUrl(database));
      settings.put("quarkus.datasource.reactive.url", infrastructure.reactiveUrl(database));
      settings.put("quarkus.datasource.username", infrastructure.databaseUser());
      settings.put("quarkus.datasource.password", infrastructure.databasePassword());
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        SharedInfrastructure.with(wanted), field -> field.getType().equals(Infrastructure.class));
  }

  /** The servers outlive the test class: the next one in this JVM takes them over. */
  @Override
  public void stop() {}
}
