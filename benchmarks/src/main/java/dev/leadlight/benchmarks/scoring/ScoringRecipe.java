package dev.leadlight.benchmarks.scoring;

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
 * scoring-service as its build packages it.
 *
 * @param program {@code quarkus-run.jar}
 * @param jvmOptions further options of its JVM; empty for none
 */
record ScoringRecipe(int port, Path program, String kafka, String redis, String jvmOptions)
    implements ServerRecipe {

  static final String TOKEN = "a-token-of-benchmarks";
  static final String GROUP = "scoring-service";
  static final String SECRET = "a-secret-of-benchmarks";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  @Override
  public String name() {
    return "scoring-service";
  }

  @Override
  public void prepare() {
    if (!Files.exists(program)) {
      throw new ServerStartException(
          "scoring-service is not built: " + program + " is missing; run mvn package first.");
    }
  }

  @Override
  public List<String> command() {
    return ServiceJvm.commandOf(ServiceJvm.Work.BATCHES, program);
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ServiceJvm.environment());
    environment.put("JDK_JAVA_OPTIONS", jvmOptions);
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("QUARKUS_REDIS_HOSTS", redis);
    environment.put("LEADLIGHT_IDENTITY_SECRET", SECRET);
    environment.put("LEADLIGHT_OPERATOR_TOKEN", TOKEN);
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
