package dev.leadlight.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The architecture every service keeps, as documentation that runs. */
public final class HouseRules {

  @ArchTest
  static final ArchRule coreIsPlainJava =
      classes()
          .that()
          .resideOutsideOfPackage("..shell..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "dev.leadlight..",
              "org.jspecify..",
              "org.apache.commons.statistics..") // pure functions as well
          .because("values in, values out: docs/adr/0005-functional-core.md");

  @ArchTest
  static final ArchRule coreDoesNotKnowTheShell =
      noClasses()
          .that()
          .resideOutsideOfPackage("..shell..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..shell..");

  @ArchTest
  static final ArchRule coreTakesTimeAndChanceAsArguments =
      noClasses()
          .that()
          .resideOutsideOfPackage("..shell..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule featuresFormATree =
      slices().matching("dev.leadlight.*.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule resourcesAnswerHttp =
      classes()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.Path")
          .should()
          .haveSimpleNameEndingWith("Resource")
          .andShould()
          .resideInAPackage("..shell..");

  @ArchTest
  static final ArchRule consumersTakeRecords =
      methods()
          .that()
          .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Consumer")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyWaits =
      noClasses()
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(HasName.Predicates.name("await"))
                  .and(
                      JavaCall.Predicates.target(
                          HasOwner.Predicates.With.<JavaClass>owner(
                              JavaClass.Predicates.resideInAPackage("io.smallrye.mutiny..")))));

  @ArchTest
  static final ArchRule dependenciesComeByConstructor =
      fields()
          .should()
          .notBeAnnotatedWith("jakarta.inject.Inject")
          .andShould()
          .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty");

  private HouseRules() {}
}
