package dev.leadlight.benchmarks.kpi;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ServerRecipe;
import dev.leadlight.local.infrastructure.ServerStartException;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * feedback-service as its build packages it.
 *
 * @param program {@code quarkus-run.jar}
 */
record FeedbackRecipe(int port, Path program, Infrastructure infrastructure)
    implements ServerRecipe {

  static final String TOKEN = "a-token-of-benchmarks";
  static final String DATABASE = "feedback";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  @Override
  public String name() {
    return "feedback-service";
  }

  @Override
  public void prepare() {
    if (!Files.exists(program)) {
      throw new ServerStartException(
          "feedback-service is not built: " + program + " is missing; run mvn package first.");
    }
  }

  @Override
  public List<String> command() {
    return ServiceJvm.commandOf(ServiceJvm.Work.REQUESTS, program);
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ServiceJvm.environment());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", infrastructure.jdbcUrl(DATABASE));
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", infrastructure.reactiveUrl(DATABASE));
    environment.put("QUARKUS_DATASOURCE_USERNAME", infrastructure.databaseUser());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", infrastructure.databasePassword());
    environment.put("LEADLIGHT_IDENTITY_SECRET", "a-secret-of-benchmarks");
    environment.put("LEADLIGHT_OPERATOR_TOKEN", TOKEN);
    environment.put("LEADLIGHT_KPI_RATES_USD", "0.80");
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
}
