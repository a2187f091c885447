package dev.leadlight.local.stack.service;

import dev.leadlight.local.infrastructure.PackagedService;
import dev.leadlight.local.infrastructure.ServiceHealth;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    implements PackagedService {

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
    PackagedService.super.prepare();
    PrivateFile.write(settingsFile, asProperties());
  }

  @Override
  public ServiceJvm.Work work() {
    return service == Service.SCORING ? ServiceJvm.Work.BATCHES : ServiceJvm.Work.REQUESTS;
  }

  @Override
  public Map<String, String> variables() {
    return Map.of("QUARKUS_CONFIG_LOCATIONS", settingsFile.toString());
  }

  /** The same answer makes Kubernetes restart a container. */
  @Override
  public boolean isBeyondHelp() throws IOException, InterruptedException {
    return ServiceHealth.status(port, "live") == 503;
  }

  @Override
  public Path program() {
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
