package dev.leadlight.local.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a service's JVM is started so that it takes little memory: 256 MB resident is the aim, which
 * not every service keeps under load.
 *
 * <p>Half of the heap that is in use is young, with room for what is being worked on. Memory that
 * the compilers needed while the service was cold is given back after five seconds, where the JVM
 * knows how.
 */
public final class ServiceJvm {

  private static final List<String> FLAGS =
      List.of(
          "-Xms88m",
          "-Xmx144m",
          "-XX:SurvivorRatio=4",
          "-XX:TargetSurvivorRatio=90",
          "-XX:+UseSerialGC",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:TrimNativeHeapInterval=5000",
          "-XX:MaxMetaspaceSize=176m",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:MaxDirectMemorySize=48m",
          "-Xss512k");

  /** How much of the heap is young, all of which stays resident. */
  public enum Work {
    /** What a request holds is little and dies with it. */
    REQUESTS("-Xmn36m"),
    /**
     * So does what a batch of hundreds of leads holds, and promoted it would fill the old
     * generation again and again, whose collections stop everything for a tenth of a second.
     */
    BATCHES("-Xmn44m");

    private final String young;

    Work(String young) {
      this.young = young;
    }
  }

  private ServiceJvm() {}

  /** Runs a program that Quarkus has packaged. */
  public static List<String> commandOf(Work work, Path quarkusRunJar) {
    return command(
        work,
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        "-jar",
        quarkusRunJar.toString());
  }

  /** Runs a program of this JVM's class path in the same way, to be compared with a service. */
  public static List<String> commandOf(Work work, Class<?> program, String... arguments) {
    List<String> command = command(work, "-cp", JavaProgram.classPath(), program.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Two arenas of native memory: the default of several a core keeps what threads once needed. */
  public static Map<String, String> environment() {
    return Map.of("MALLOC_ARENA_MAX", "2");
  }

  private static List<String> command(Work work, String... program) {
    List<String> command = new ArrayList<>();
    command.add(JavaProgram.executable());
    command.addAll(FLAGS);
    command.add(work.young);
    command.addAll(List.of(program));
    return command;
  }
}
