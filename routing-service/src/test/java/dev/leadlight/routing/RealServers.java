package dev.leadlight.routing;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** The servers of every test with a running service: one start for all of them. */
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = {
      @ResourceArg(name = "servers", value = "kafka,postgres"),
      @ResourceArg(name = "database", value = "routing")
    })
@QuarkusTestResource(DestinationsTestResource.class)
final class RealServers {
  private RealServers() {}
}
