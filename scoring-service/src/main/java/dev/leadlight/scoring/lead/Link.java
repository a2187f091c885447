package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.LeadId;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose an identity is.
 *
 * @param linkedAt when it was last linked, by the time of the event, in epoch milliseconds; a later
 *     link of a browser or device moves it
 * @param users marks of the users that a browser or device was seen with, at most three: with three
 *     it is a shared one for good
 */
public record Link(LeadId lead, long linkedAt, Set<String> users) {

  /** So many users are more than one person who has two accounts. */
  public static final int SHARED_FROM = 3;

  public Link {
    users = Set.copyOf(users);
  }

  /** A link of something that no user was seen with. */
  public Link(LeadId lead, long linkedAt) {
    this(lead, linkedAt, Set.of());
  }

  /** Whether it is many people's, as a tablet in a store is. */
  public boolean isShared() {
    return users.size() >= SHARED_FROM;
  }

  /** The same for another lead. */
  public Link to(LeadId other, long at) {
    return new Link(other, at, users);
  }

  /** Seen with users as well. */
  public Link seenWith(Collection<String> more) {
    if (isShared() || users.containsAll(more)) {
      return this;
    }
    Set<String> all = new TreeSet<>(users);
    more.stream().sorted().filter(mark -> all.size() < SHARED_FROM).forEach(all::add);
    return new Link(lead, linkedAt, all);
  }
}
