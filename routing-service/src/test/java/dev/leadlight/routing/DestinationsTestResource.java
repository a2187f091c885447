package dev.leadlight.routing;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A stand-in for Slack and for somebody's webhook, and a real SMTP server. */
public final class DestinationsTestResource implements QuarkusTestResourceLifecycleManager {

  /** Published in the specification's tests. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  public static final String PREVIOUS_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  public static final String SLACK_SIGNING_SECRET = "leadlight-slack-secret";

  /** Key {@code old} of the key ring: it opens, but doesn't seal any more. */
  public static final String OLD_KEY = "b2xkLWtleS1mb3ItdGVzdHMtb2xkLWtleS1mb3ItMTI=";

  private final WireMockServer http =
      new WireMockServer(
          WireMockConfiguration.options()
              .dynamicPort()
              .containerThreads(60)
              .asynchronousResponseEnabled(true));
  private final GreenMail smtp =
      new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP).dynamicPort());

  @Override
  public Map<String, String> start() {
    http.start();
    smtp.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("leadlight.routing.slack.url", http.baseUrl() + "/slack");
    settings.put("leadlight.routing.slack.signing-secret", SLACK_SIGNING_SECRET);
    settings.put("leadlight.routing.links.base-url", "https://leads.shop.example/");
    settings.put("leadlight.identity.secret", "an identity secret for tests");
    settings.put("leadlight.routing.webhook.url", http.baseUrl() + "/webhook");
    settings.put("leadlight.routing.webhook.secret", SECRET);
    settings.put("leadlight.routing.webhook.previous-secret", PREVIOUS_SECRET);
    settings.put("leadlight.routing.outbound.allowed-hosts", "localhost,127.0.0.1");
    settings.put("leadlight.routing.secret.keys.old", OLD_KEY);
    settings.put(
        "leadlight.routing.secret.keys.new", "bmV3LWtleS1mb3ItdGVzdHMtbmV3LWtleS1mb3ItMTI=");
    settings.put("leadlight.routing.secret.active-key", "new");
    settings.put("leadlight.routing.delivery.breaker-first-wait", "300ms");
    settings.put("leadlight.routing.email.to", "rep@shop.example");
    settings.put("leadlight.routing.email.from", "leadlight@shop.example");
    settings.put("leadlight.routing.delivery.retry-schedule", "100ms,200ms,300ms");
    settings.put("leadlight.routing.delivery.timeout", "2s");
    settings.put("leadlight.routing.delivery.lease", "5s");
    settings.put("quarkus.mailer.mock", "false");
    settings.put("quarkus.mailer.host", "localhost");
    settings.put("quarkus.mailer.port", String.valueOf(smtp.getSmtp().getPort()));
    settings.put("quarkus.mailer.start-tls", "DISABLED");
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(http, field -> field.getType().equals(WireMockServer.class));
    injector.injectIntoFields(smtp, field -> field.getType().equals(GreenMail.class));
  }

  @Override
  public void stop() {
    http.stop();
    smtp.stop();
  }
}
