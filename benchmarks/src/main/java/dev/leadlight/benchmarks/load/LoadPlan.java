package dev.leadlight.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * One stretch of load.
 *
 * @param url where every request goes, by POST
 * @param bodies path of a file with one body a line; the requests take turns through them, and
 *     {@code ##########} in a body becomes a number not used before
 * @param connections how many requests are on their way at most
 * @param perSecond requests begun each second, whether or not earlier ones were answered; 0 for a
 *     closed loop: each connection sends its next request when its last one was answered
 */
public record LoadPlan(
    String url,
    Map<String, String> headers,
    String bodies,
    int connections,
    int perSecond,
    Duration duration) {

  public LoadPlan {
    headers = Map.copyOf(headers);
  }

  boolean isClosedLoop() {
    return perSecond == 0;
  }
}
