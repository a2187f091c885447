package dev.leadlight.scoring.unmerge;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be done when identities are said not to belong to a lead. */
public sealed interface Unmerging {

  /**
   * The lead is to be parted.
   *
   * @param leaving identities of the lead
   * @param staying its others; not empty
   */
  record Part(Set<Identity> leaving, List<Identity> staying) implements Unmerging {}

  /**
   * That was done before.
   *
   * @param separated the lead of the first of the identities
   */
  record Done(LeadId separated) implements Unmerging {}

  /** It can't be. */
  record Refused(String reason, List<Place> places) implements Unmerging {}

  /**
   * Decides.
   *
   * @param named the identities said not to belong, in the order of the request
   * @param owners the lead of each of them, where it has one
   */
  static Unmerging decide(LeadState lead, Set<Identity> named, Map<Identity, LeadState> owners) {
    Set<Identity> leaving = new LinkedHashSet<>();
    List<LeadId> parted = new ArrayList<>();
    List<Place> foreign = new ArrayList<>();
    int position = 0;
    for (Identity identity : named) {
      LeadState owner = owners.get(identity);
      if (lead.has(identity)) {
        leaving.add(identity);
      } else if (owner != null && owner.isApartFrom(lead)) {
        parted.add(owner.id());
      } else {
        foreign.add(Place.at("/identities/" + position, "is no identity of this lead"));
      }
      position++;
    }
    if (!foreign.isEmpty()) {
      return new Refused("Some identities are not this lead's.", foreign);
    }
    List<Identity> staying =
        lead.identities().stream()
            .map(KnownIdentity::identity)
            .filter(identity -> !leaving.contains(identity))
            .toList();
    if (leaving.isEmpty()) {
      return new Done(parted.get(0));
    }
    return staying.isEmpty()
        ? new Refused(
            "These are all the identities the lead has; nobody would be left.",
            List.of(Place.at("/identities", "leave one identity to the lead")))
        : new Part(leaving, staying);
  }
}
