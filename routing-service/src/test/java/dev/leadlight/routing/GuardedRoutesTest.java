package dev.leadlight.routing;

import dev.leadlight.platform.GuardedRoutes;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
class GuardedRoutesTest extends GuardedRoutes {

  @Override
  protected Set<String> open() {
    return Set.of(
        "POST /v1/slack/interactions",
        "GET /v1/hooks/acknowledge/{token}",
        "POST /v1/hooks/acknowledge/{token}",
        "GET /v1/hooks/unsubscribe/{token}",
        "POST /v1/hooks/unsubscribe/{token}");
  }
}
