package dev.leadlight.scoring.erasure;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.IdentityKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose past is not to be used again. The event log can't be cut, so it still holds what people did
 * who were forgotten since; whoever reads it anew passes that over. What is recorded after the
 * request begins a new lead.
 */
public final class ErasedIdentities {

  private static final ErasedIdentities NOBODY = new ErasedIdentities(Map.of(), Instant.MIN);

  private final Map<String, Instant> erasedAt;
  private final Instant latest;

  private ErasedIdentities(Map<String, Instant> erasedAt, Instant latest) {
    this.erasedAt = erasedAt;
    this.latest = latest;
  }

  /** Nobody was forgotten. */
  public static ErasedIdentities nobody() {
    return NOBODY;
  }

  /** With the identities of one more request, in whatever order requests are told. */
  public ErasedIdentities with(ErasureRequest request) {
    Map<String, Instant> all = new HashMap<>(erasedAt);
    for (String key : request.identities()) {
      all.merge(key, request.requestedAt(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return new ErasedIdentities(
        all, request.requestedAt().isAfter(latest) ? request.requestedAt() : latest);
  }

  /** Without requests of before a moment, from which no event is kept any more. */
  public ErasedIdentities since(Instant earliest) {
    Map<String, Instant> all = new HashMap<>(erasedAt);
    all.values().removeIf(at -> at.isBefore(earliest));
    return new ErasedIdentities(all, all.isEmpty() ? Instant.MIN : latest);
  }

  /**
   * Whether an event names somebody who was forgotten after it was recorded. It costs one
   * comparison for whatever was recorded after the latest request.
   *
   * @param recordedAt when the record was written
   */
  public boolean cover(ShopperEvent event, Instant recordedAt, IdentityKeys keys) {
    return !recordedAt.isAfter(latest)
        && event.identities().stream()
            .map(identity -> erasedAt.get(keys.keyOf(identity)))
            .anyMatch(at -> isErased(at, recordedAt));
  }

  private static boolean isErased(@Nullable Instant erased, Instant recordedAt) {
    return erased != null && !recordedAt.isAfter(erased);
  }
}
