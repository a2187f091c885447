package dev.leadlight.routing.assignment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why a rep did not get a lead; of several reasons the first that holds. */
public enum Skip {
  DEPARTED,
  TERRITORY,
  STORE,
  SKILL,
  OFF_DUTY,
  /** Did not answer the last time, and nobody has said that it is back. */
  PARKED,
  DAY_OFF,
  OUTSIDE_HOURS,
  CAP_REACHED,
  /** Has had this very lead and did not answer, or gave it back. */
  HAD_IT,
  /** Would have been fine, but it was another's turn. */
  NOT_NEXT;

  /** As the API writes it: {@code off-duty}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Skip> of(
      Rep rep, Standing standing, Requirement requirement, Set<String> hadIt, Instant now) {
    Optional<Skip> lasting = ofFitness(rep, requirement).or(() -> ofAbsence(rep, standing, now));
    if (lasting.isPresent()) {
      return lasting;
    }
    if (!rep.hours().isOpen(now)) {
      return Optional.of(OUTSIDE_HOURS);
    }
    if (rep.dailyCap() != null
        && standing.takenOn(rep.hours().dayOf(now)) >= rep.dailyCap().intValue()) {
      return Optional.of(CAP_REACHED);
    }
    return hadIt.contains(rep.id()) ? Optional.of(HAD_IT) : Optional.empty();
  }

  /** What no waiting changes. */
  static Optional<Skip> ofFitness(Rep rep, Requirement requirement) {
    if (!rep.active()) {
      return Optional.of(DEPARTED);
    }
    if (requirement.territory() != null
        && !rep.territories().isEmpty()
        && !rep.territories().contains(requirement.territory())) {
      return Optional.of(TERRITORY);
    }
    if (requirement.store() != null
        && !rep.stores().isEmpty()
        && !rep.stores().contains(requirement.store())) {
      return Optional.of(STORE);
    }
    return requirement.skill() != null && !rep.skills().contains(requirement.skill())
        ? Optional.of(SKILL)
        : Optional.empty();
  }

  /** Away for more than a night: a lead that was the rep's goes to somebody else. */
  static Optional<Skip> ofAbsence(Rep rep, Standing standing, Instant now) {
    if (!rep.onDuty()) {
      return Optional.of(OFF_DUTY);
    }
    if (standing.parked()) {
      return Optional.of(PARKED);
    }
    return rep.hours().isDayOff(now) ? Optional.of(DAY_OFF) : Optional.empty();
  }
}
