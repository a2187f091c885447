package dev.leadlight.feedback;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * What the service calls by HTTP, played by one server for all tests of the module: scoring-service
 * at {@code /v1}. A field of type {@link WireMockServer} in a test class receives it.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  @Override
  public Map<String, String> start() {
    server.start();
    return Map.of("quarkus.rest-client.scoring.url", server.baseUrl());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, field -> field.getType().equals(WireMockServer.class));
  }

  @Override
  public void stop() {
    server.stop();
  }
}
