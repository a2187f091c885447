package dev.leadlight.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * One stretch of load.
 *
 * @param url where every request goes, by POST; of GETs only the beginning of it
 * @param bodies path of a file with one body a line; the requests take turns through them, and
 *     {@code ##########} in a body becomes a number not used before
 * @param connections how many requests are on their way at most
 * @param perSecond requests begun each second, whether or not earlier ones were answered; 0 for a
 *     closed loop: each connection sends its next request when its last one was answered
 * @param mostOpen requests without an answer yet at which those that are due are left out instead
 *     of waiting for a connection; has no meaning in a closed loop
 * @param isGet whether the file holds paths to be got instead of bodies
 */
public record LoadPlan(
    String url,
    Map<String, String> headers,
    String bodies,
    int connections,
    int perSecond,
    int mostOpen,
    Duration duration,
    boolean isGet) {

  public LoadPlan {
    headers = Map.copyOf(headers);
  }

  /** Requests by POST, none of which is left out. */
  public LoadPlan(
      String url,
      Map<String, String> headers,
      String bodies,
      int connections,
      int perSecond,
      Duration duration) {
    this(url, headers, bodies, connections, perSecond, Integer.MAX_VALUE, duration, false);
  }

  /**
   * The same, but a request that is due while all connections are taken is left out. A sender that
   * is slowed down sends less then; otherwise what it holds back would grow without bound, and
   * break one connection after the other when it times out.
   */
  public LoadPlan withoutQueue() {
    return new LoadPlan(url, headers, bodies, connections, perSecond, connections, duration, isGet);
  }

  /** GETs in a closed loop, of paths that stand in a file, one a line. */
  public static LoadPlan ofGets(
      String url, Map<String, String> headers, String paths, int connections, Duration duration) {
    return new LoadPlan(url, headers, paths, connections, 0, Integer.MAX_VALUE, duration, true);
  }

  boolean isClosedLoop() {
    return perSecond == 0;
  }
}
