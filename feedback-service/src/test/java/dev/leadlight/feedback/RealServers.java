package dev.leadlight.feedback;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/**
 * Kafka, PostgreSQL and what is called by HTTP, for every test of this module that starts the
 * service.
 */
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = {
      @ResourceArg(name = "servers", value = "kafka,postgres"),
      @ResourceArg(name = "database", value = "feedback")
    })
@QuarkusTestResource(Neighbours.class)
final class RealServers {
  private RealServers() {}
}
