package dev.leadlight.feedback;

import dev.leadlight.platform.DescribedRoutes;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class DescribedRoutesTest extends DescribedRoutes {}
