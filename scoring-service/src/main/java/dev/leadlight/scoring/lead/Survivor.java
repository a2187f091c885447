package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.LeadId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Where a lead's merges end. */
public final class Survivor {

  private Survivor() {}

  /**
   * The lead that an id leads to in the end, for reading: with what frozen leads on the way still
   * have to give it, as the next fold will do for good.
   *
   * @param leads that lead, and every one that those point to
   */
  public static LeadState of(Map<LeadId, LeadState> leads, LeadId id) {
    Map<LeadId, LeadState> way = new LinkedHashMap<>();
    LeadState end = loaded(leads, id);
    while (end.mergedInto() != null && !way.containsKey(end.id())) {
      way.put(end.id(), end);
      end = loaded(leads, end.mergedInto());
    }
    for (LeadState passed : way.values()) {
      end = passed.isUnseen() ? end : end.absorbing(passed, end.tier());
    }
    return end;
  }

  private static LeadState loaded(Map<LeadId, LeadState> leads, LeadId id) {
    return Objects.requireNonNull(leads.get(id), "a lead that was not loaded");
  }
}
