package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one kind of server is prepared, started, asked for its health and told to stop. */
public interface ServerRecipe {

  /** Name for people, file names and process lists: lower case, no spaces. */
  String name();

  /** Port of 127.0.0.1 on which the server answers; the same after each restart. */
  int port();

  /** Makes what the program needs before it can start; called before every start. */
  default void prepare() throws IOException {}

  /** Program and arguments. */
  List<String> command();

  /** Variables added to this process's own environment. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /**
   * Whether the server does real work now, asked by a real call.
   *
   * @throws Exception when it does not, in the words of the client
   */
  boolean isHealthy() throws Exception;

  /**
   * Whether the server itself says that only a restart can help it; silence does not count.
   *
   * @throws Exception when it says nothing
   */
  default boolean isBeyondHelp() throws Exception {
    return false;
  }

  /** Longest wait from the start of the process to the first healthy answer. */
  default Duration startTimeout() {
    return Duration.ofSeconds(60);
  }

  /** Longest wait for an orderly end; then the process is killed. */
  default Duration stopTimeout() {
    return Duration.ofSeconds(15);
  }

  /** Name of the signal that asks for an orderly end. */
  default String stopSignal() {
    return "TERM";
  }

  /** How often a start is tried again when the process ends before it was healthy. */
  default int startRetries() {
    return 0;
  }
}
