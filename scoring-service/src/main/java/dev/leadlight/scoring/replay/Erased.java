package dev.leadlight.scoring.replay;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.IdentityKeys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * People who are not to come back by a reading of the log. Their events stay in the topic until it
 * forgets them; what was recorded before the erasure was asked for is passed over.
 */
public final class Erased {

  private final IdentityKeys keys;
  private final Map<String, Instant> until = new HashMap<>();

  /** Those of some requests, in any order. */
  public Erased(Collection<ErasureRequest> requests, IdentityKeys keys) {
    this.keys = keys;
    for (ErasureRequest request : requests) {
      for (String identity : request.identities()) {
        until.merge(identity, request.requestedAt(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
  }

  /** Whether an event is one of an erased person, recorded before the erasure was asked for. */
  public boolean hides(ShopperEvent event, Instant recordedAt) {
    return !until.isEmpty()
        && event.identities().stream()
            .map(identity -> until.get(keys.keyOf(identity)))
            .anyMatch(asked -> asked != null && recordedAt.isBefore(asked));
  }
}
