package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.Link;
import java.util.Set;

/** A link as it is kept: lead id, time, and marks of users if there are any. */
final class LinkText {

  private LinkText() {}

  static String write(Link link) {
    String text = link.lead().value() + " " + link.linkedAt();
    return link.users().isEmpty() ? text : text + " " + String.join(",", link.users());
  }

  static Link read(String text) {
    String[] parts = text.split(" ", -1);
    return new Link(
        new LeadId(parts[0]),
        Long.parseLong(parts[1]),
        parts.length < 3 ? Set.of() : Set.of(parts[2].split(",", -1)));
  }
}
