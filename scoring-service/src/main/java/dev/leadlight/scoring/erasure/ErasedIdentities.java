package dev.leadlight.scoring.erasure;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.scoring.lead.LeadState;
import java.time.Instant;
import java.util.Collection;
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

  /** With the identities of more requests, in whatever order they are told. */
  public ErasedIdentities with(Collection<ErasureRequest> requests) {
    Map<String, Instant> all = new HashMap<>(erasedAt);
    Instant last = latest;
    for (ErasureRequest request : requests) {
      Instant at = request.requestedAt();
      request.identities().forEach(key -> all.merge(key, at, ErasedIdentities::later));
      last = later(last, at);
    }
    return new ErasedIdentities(all, last);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Without requests of before a moment, from which no event is kept any more. */
  public ErasedIdentities since(Instant earliest) {
    Map<String, Instant> all = new HashMap<>(erasedAt);
    all.values().removeIf(at -> at.isBefore(earliest));
    return new ErasedIdentities(all, all.isEmpty() ? Instant.MIN : latest);
  }

  /** Only those of whom others do not know, or who were forgotten once more since. */
  public ErasedIdentities beyond(ErasedIdentities others) {
    Map<String, Instant> all = new HashMap<>(erasedAt);
    all.entrySet().removeIf(each -> !each.getValue().isAfter(others.erasedAt(each.getKey())));
    return new ErasedIdentities(all, all.isEmpty() ? Instant.MIN : latest);
  }

  private Instant erasedAt(String key) {
    return erasedAt.getOrDefault(key, Instant.MIN);
  }

  /** Whether a lead has an identity of somebody who was forgotten, or evidence from one. */
  public boolean concern(LeadState lead, IdentityKeys keys) {
    return !erasedAt.isEmpty()
        && Erasing.identitiesOf(lead).map(keys::keyOf).anyMatch(erasedAt::containsKey);
  }

  /**
   * Whether an event names somebody who was forgotten after it was recorded, or in the same
   * millisecond. It costs one comparison for whatever was recorded after the latest request.
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
