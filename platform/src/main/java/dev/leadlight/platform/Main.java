package dev.leadlight.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts a service, whichever has this on its class path. */
@QuarkusMain
public final class Main {

  public static void main(String... arguments) {
    // Only as a property of the JVM, read once, does the framework leave addresses that are no URIs
    // to dev.leadlight.platform.problem.UnreadableAddresses, which says what is wrong with them.
    System.setProperty("vertx.disableURIValidation", "true");
    Quarkus.run(arguments);
  }

  private Main() {}
}
