package dev.leadlight.routing;

import dev.leadlight.platform.DescribedRoutes;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
class DescribedRoutesTest extends DescribedRoutes {

  @Override
  protected Set<String> empty() {
    return Set.of("POST /v1/slack/interactions 200");
  }
}
