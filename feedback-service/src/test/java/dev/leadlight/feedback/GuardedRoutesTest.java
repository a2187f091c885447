package dev.leadlight.feedback;

import dev.leadlight.platform.GuardedRoutes;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
class GuardedRoutesTest extends GuardedRoutes {

  @Override
  protected Set<String> open() {
    return Set.of("GET /", "POST /v1/surveys/{source}", "POST /v1/crm/{source}");
  }
}
