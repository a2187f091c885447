package dev.leadlight.local.stack.service;

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
import java.util.TreeMap;

/**
 * A service as a JVM of its own, run from what its build left in {@code target}.
 *
 * @param home root of the checkout
 * @param settingsFile where the settings are written for it; others may not read it
 */
public record ServiceRecipe(
    Service service, int port, Path home, Path settingsFile, Map<String, String> settings)
    implements ServerRecipe {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  public ServiceRecipe {
    settings = Map.copyOf(settings);
  }

  @Override
  public String name() {
    return service.id();
  }

  @Override
  public Duration startTimeout() {
    return Duration.ofMinutes(2);
  }

  /** Longer than the service gives its requests to finish. */
  @Override
  public Duration stopTimeout() {
    return Duration.ofSeconds(25);
  }

  @Override
  public void prepare() throws IOException {
    if (!Files.exists(program())) {
      throw new ServerStartException(
          service.id() + " is not built: " + program() + " is missing; run mvn package first.");
    }
    PrivateFile.write(settingsFile, asProperties());
  }

  @Override
  public List<String> command() {
    return ServiceJvm.commandOf(
        service == Service.SCORING ? ServiceJvm.Work.BATCHES : ServiceJvm.Work.REQUESTS, program());
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ServiceJvm.environment());
    environment.put("QUARKUS_CONFIG_LOCATIONS", settingsFile.toString());
    return environment;
  }

  @Override
  public boolean isHealthy() throws IOException, InterruptedException {
    return health("ready") == 200;
  }

  /** The same answer makes Kubernetes restart a container. */
  @Override
  public boolean isBeyondHelp() throws IOException, InterruptedException {
    return health("live") == 503;
  }

  private int health(String kind) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/" + kind))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HTTP.send(question, BodyHandlers.discarding()).statusCode();
  }

  private Path program() {
    return home.resolve(service.id()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** Wins over the service's own defaults, not over the environment and -D. */
  private String asProperties() {
    StringBuilder text = new StringBuilder("config_ordinal=290\n");
    new TreeMap<>(settings)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }
}
