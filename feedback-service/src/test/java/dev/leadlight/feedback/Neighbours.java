package dev.leadlight.feedback;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * What the service calls by HTTP, for all tests of the module: scoring-service, Qualtrics and
 * HubSpot, played by one {@link WireMockServer}, and an OpenID Connect {@link Issuer}. Fields of
 * these types in a test class receive them.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

  private final WireMockServer scoring =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final Issuer issuer = new Issuer();

  @Override
  public Map<String, String> start() {
    scoring.start();
    Map<String, String> settings = new HashMap<>(issuer.start());
    settings.put("quarkus.rest-client.scoring.url", scoring.baseUrl());
    settings.put(
        "leadlight.feedback.sources.qual.webhook.options.base-url", scoring.baseUrl() + "/API/v3");
    settings.put("leadlight.feedback.sources.hub.webhook.options.base-url", scoring.baseUrl());
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(scoring, field -> field.getType().equals(WireMockServer.class));
    injector.injectIntoFields(issuer, field -> field.getType().equals(Issuer.class));
  }

  @Override
  public void stop() {
    scoring.stop();
    issuer.stop();
  }
}
