package dev.leadlight.ingest;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.platform.GuardedRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class GuardedRoutesTest extends GuardedRoutes {

  @Override
  protected Set<String> open() {
    return Set.of(
        "POST /v1/{call}",
        "POST /{call}",
        "POST /beacon/v1/batch",
        "POST /api/s/{call}",
        "POST /api/s/s2s/{call}",
        "GET /pixel/v1/{call}",
        "GET /sdk/leadlight.js",
        "GET /v1/projects/{writeKey}/settings",
        "POST /v1/webhooks/{source}",
        "GET /v1/webhooks/{source}");
  }
}
