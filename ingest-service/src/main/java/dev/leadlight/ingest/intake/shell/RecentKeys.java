package dev.leadlight.ingest.intake.shell;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keys of identities, the latest ones at hand: one person's events come close together, and a keyed
 * digest takes longer than to look here. An identity has one place; the latest that falls there
 * keeps it. Safe for many threads.
 */
final class RecentKeys {

  private static final int PLACES = 8192;

  private record Known(Identity identity, String key) {}

  private final IdentityKeys keys;
  private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

  RecentKeys(IdentityKeys keys) {
    this.keys = keys;
  }

  /** The identity's key. */
  String of(Identity identity) {
    int hash = identity.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Known known = places.get(place);
    if (known == null || !known.identity().equals(identity)) {
      known = new Known(identity, keys.keyOf(identity));
      places.set(place, known);
    }
    return known.key();
  }
}
