package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A lead's identities, strongest kind first, and how they change as identities are seen. */
final class KnownIdentities {

  private static final int MOST_OF_A_KIND = 5;

  private static final Comparator<KnownIdentity> STRENGTH =
      Comparator.comparing((KnownIdentity known) -> known.identity().kind())
          .thenComparing(known -> known.identity().value());

  private KnownIdentities() {}

  /** That one of them; null if it is none of them. */
  static @Nullable KnownIdentity find(List<KnownIdentity> all, Identity identity) {
    int place = placeOf(all, identity);
    return place < 0 ? null : all.get(place);
  }

  private static int placeOf(List<KnownIdentity> all, Identity identity) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).identity().equals(identity)) {
        return i;
      }
    }
    return -1;
  }

  /** Those of one kind. */
  static Set<String> valuesOf(List<KnownIdentity> all, IdentityKind kind) {
    return all.stream()
        .map(KnownIdentity::identity)
        .filter(identity -> identity.kind() == kind)
        .map(Identity::value)
        .collect(Collectors.toSet());
  }

  /** The one of a kind that was seen last; null if there is none. */
  static @Nullable KnownIdentity latestOf(List<KnownIdentity> all, IdentityKind kind) {
    return all.stream()
        .filter(known -> known.identity().kind() == kind)
        .max(Comparator.comparingLong(KnownIdentity::seenAt))
        .orElse(null);
  }

  /**
   * With one seen at that time; the same if it was seen later already. Of each kind the five seen
   * last stay, so one that is told late may not be among them.
   */
  static List<KnownIdentity> seen(List<KnownIdentity> all, Identity identity, long at) {
    int place = placeOf(all, identity);
    if (place >= 0 && all.get(place).seenAt() >= at) {
      return all;
    }
    List<KnownIdentity> changed = new ArrayList<>(all);
    if (place >= 0) {
      changed.set(place, new KnownIdentity(identity, at));
      return List.copyOf(changed);
    }
    changed.add(new KnownIdentity(identity, at));
    List<KnownIdentity> alike =
        changed.stream().filter(known -> known.identity().kind() == identity.kind()).toList();
    if (alike.size() > MOST_OF_A_KIND) {
      changed.remove(Collections.min(alike, Comparator.comparingLong(KnownIdentity::seenAt)));
    }
    changed.sort(STRENGTH);
    return List.copyOf(changed);
  }

  /** Without one. */
  static List<KnownIdentity> without(List<KnownIdentity> all, Identity identity) {
    return all.stream().filter(known -> !known.identity().equals(identity)).toList();
  }
}
