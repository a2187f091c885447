package dev.leadlight.contracts.identity;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys of identities, the latest ones at hand: one person's events come close together, each asks
 * several times, and a keyed digest takes longer than to look here. An identity has one place; the
 * latest that falls there keeps it. Safe for many threads.
 */
final class RecentKeys {

  private static final int PLACES = 16_384;

  /** In one object what a look needs: each further one would have to be fetched. */
  private record Known(IdentityKind kind, String value, String key) {
    boolean isOf(Identity identity) {
      return kind == identity.kind() && Objects.equals(value, identity.value());
    }
  }

  private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

  /** The identity's key, made if it is not at hand. */
  String of(Identity identity, Function<Identity, String> make) {
    int hash = identity.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Known known = places.get(place);
    if (known == null || !known.isOf(identity)) {
      known = new Known(identity.kind(), identity.value(), make.apply(identity));
      places.set(place, known);
    }
    return known.key();
  }
}
