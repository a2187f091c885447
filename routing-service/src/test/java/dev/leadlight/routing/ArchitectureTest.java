package dev.leadlight.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.leadlight.platform.HouseRules;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.faulttolerance.Timeout;

@AnalyzeClasses(packages = "dev.leadlight.routing", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule CALLS_END =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .beAnnotatedWith(Timeout.class)
          .because("PostgreSQL's client waits for ever for a server that stands still");
}
