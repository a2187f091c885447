package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a schema can't say: names that must differ or exist, and the order of the tiers. */
final class ScorecardCheck {

  /** Contributions use these as the names of groups that no rule is in. */
  private static final Set<String> RESERVED = Set.of("value", "predictive");

  private final List<Place> errors = new ArrayList<>();

  private ScorecardCheck() {}

  static List<Place> errors(Scorecard card, JsonNode document) {
    ScorecardCheck check = new ScorecardCheck();
    check.tiers(card.tiers());
    check.resets(document.at("/conversion/resets"), check.groups(card.groups()));
    return check.errors;
  }

  private void tiers(List<Tier> tiers) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tiers.size(); i++) {
      unique(names, tiers.get(i).name(), "/tiers/" + i + "/name");
      if (i > 0 && tiers.get(i).from() >= tiers.get(i - 1).from()) {
        errors.add(Place.at("/tiers/" + i + "/from", "tiers stand highest first"));
      }
    }
    int last = tiers.size() - 1;
    if (tiers.get(last).from() != 0) {
      errors.add(Place.at("/tiers/" + last + "/from", "the lowest tier starts at 0"));
    }
  }

  private Set<String> groups(List<Group> groups) {
    Set<String> ids = new HashSet<>();
    Set<String> rules = new HashSet<>();
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      unique(ids, group.id(), "/groups/" + g + "/id");
      if (RESERVED.contains(group.id())) {
        errors.add(Place.at("/groups/" + g + "/id", "this name is taken; choose another"));
      }
      for (int r = 0; r < group.rules().size(); r++) {
        unique(rules, group.rules().get(r).id(), "/groups/" + g + "/rules/" + r + "/id");
      }
    }
    return ids;
  }

  private void resets(JsonNode resets, Set<String> groups) {
    for (int i = 0; i < resets.size(); i++) {
      if (!groups.contains(resets.get(i).asText())) {
        errors.add(Place.at("/conversion/resets/" + i, "no group has this id"));
      }
    }
  }

  private void unique(Set<String> seen, String name, String pointer) {
    if (!seen.add(name)) {
      errors.add(Place.at(pointer, "this name stands twice"));
    }
  }
}
