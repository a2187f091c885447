package dev.leadlight.feedback.label;

import java.util.Map;

/**
 * Something that a message only points at.
 *
 * @param id of the vendor's own, so that a repeat of the message is the same errand
 * @param details what the adapter needs to fetch it
 */
public record Errand(String id, Map<String, String> details) {

  public Errand {
    details = Map.copyOf(details);
  }

  /** One of the details; empty if it is not there. */
  public String detail(String name) {
    return details.getOrDefault(name, "");
  }
}
