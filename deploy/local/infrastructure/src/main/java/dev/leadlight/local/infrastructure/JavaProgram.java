package dev.leadlight.local.infrastructure;

import java.nio.file.Path;

/** What it takes to start another JVM like this one. */
public final class JavaProgram {
  private JavaProgram() {}

  /** The {@code java} that runs this JVM. */
  public static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** This JVM's class path; a test runner may hide the real one behind a jar of its own. */
  public static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }
}
