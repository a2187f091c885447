package dev.leadlight.benchmarks.routing;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.PackagedService;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
    implements PackagedService {

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
  public ServiceJvm.Work work() {
    return ServiceJvm.Work.REQUESTS;
  }

  @Override
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("JDK_JAVA_OPTIONS", jvmOptions);
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    variables.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
    variables.put("QUARKUS_DATASOURCE_JDBC_URL", infrastructure.jdbcUrl("routing"));
    variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", infrastructure.reactiveUrl("routing"));
    variables.put("QUARKUS_DATASOURCE_USERNAME", infrastructure.databaseUser());
    variables.put("QUARKUS_DATASOURCE_PASSWORD", infrastructure.databasePassword());
    variables.put("LEADLIGHT_IDENTITY_SECRET", "a-secret-of-benchmarks");
    variables.put("LEADLIGHT_OPERATOR_TOKEN", TOKEN);
    variables.put("LEADLIGHT_ROUTING_OUTBOUND_ALLOWED_HOSTS", "127.0.0.1");
    variables.put("LEADLIGHT_ROUTING_WEBHOOK_URL", webhook);
    variables.put("LEADLIGHT_ROUTING_WEBHOOK_SECRET", KEY);
    variables.put("LEADLIGHT_ROUTING_DELIVERY_TIMEOUT", "5s");
    variables.put("LEADLIGHT_SECRET_BENCHMARK", KEY);
    return variables;
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
