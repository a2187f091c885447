package dev.leadlight.ingest;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.platform.DescribedRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class DescribedRoutesTest extends DescribedRoutes {}
