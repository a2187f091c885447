package dev.leadlight.contracts.identity;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys of identities, the latest ones at hand: one person's events come close together, each asks
 * several times, and a keyed digest takes longer than to look here. An identity has one place; the
 * latest that falls there keeps it. Safe for many threads.
 */
final class RecentKeys {

  private static final int PLACES = 8192;

  private record Known(Identity identity, String key) {}

  private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

  /** The identity's key, made if it is not at hand. */
  String of(Identity identity, Function<Identity, String> make) {
    int hash = identity.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Known known = places.get(place);
    if (known == null || !known.identity().equals(identity)) {
      known = new Known(identity, make.apply(identity));
      places.set(place, known);
    }
    return known.key();
  }
}
