package dev.leadlight.benchmarks.routing;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ServerRecipe;
import dev.leadlight.local.infrastructure.ServerStartException;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * routing-service as its build packages it.
 *
 * @param program {@code quarkus-run.jar}
 * @param webhook where the generic webhook goes
 * @param jvmOptions further ones of its JVM
 */
record RoutingRecipe(
    int port, Path program, Infrastructure infrastructure, String webhook, String jvmOptions)
    implements ServerRecipe {

  /** A key of Standard Webhooks. */
  static final String KEY = "whsec_YS1rZXktb2YtYmVuY2htYXJrcy0zMi1ieXRlcy0hIQ==";

  private static final String TOKEN = "a-token-of-benchmarks";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  @Override
  public String name() {
    return "routing-service";
  }

  @Override
  public void prepare() {
    if (!Files.exists(program)) {
      throw new ServerStartException(
          "routing-service is not built: " + program + " is missing; run mvn package first.");
    }
  }

  @Override
  public List<String> command() {
    return ServiceJvm.commandOf(ServiceJvm.Work.REQUESTS, program);
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ServiceJvm.environment());
    environment.put("JDK_JAVA_OPTIONS", jvmOptions);
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", infrastructure.jdbcUrl("routing"));
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", infrastructure.reactiveUrl("routing"));
    environment.put("QUARKUS_DATASOURCE_USERNAME", infrastructure.databaseUser());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", infrastructure.databasePassword());
    environment.put("LEADLIGHT_IDENTITY_SECRET", "a-secret-of-benchmarks");
    environment.put("LEADLIGHT_OPERATOR_TOKEN", TOKEN);
    environment.put("LEADLIGHT_ROUTING_OUTBOUND_ALLOWED_HOSTS", "127.0.0.1");
    environment.put("LEADLIGHT_ROUTING_WEBHOOK_URL", webhook);
    environment.put("LEADLIGHT_ROUTING_WEBHOOK_SECRET", KEY);
    environment.put("LEADLIGHT_ROUTING_DELIVERY_TIMEOUT", "5s");
    environment.put("LEADLIGHT_SECRET_BENCHMARK", KEY);
    return environment;
  }

  @Override
  public boolean isHealthy() throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
  }

  /** Writes a document by API. */
  void put(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("PUT " + path + " was answered " + answer.body());
    }
  }
}
