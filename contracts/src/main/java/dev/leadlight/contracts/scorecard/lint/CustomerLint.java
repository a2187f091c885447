package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Range;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.scorecard.RfmGroups.RfmGroup;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names for customers that no customer gets. */
final class CustomerLint {

  private CustomerLint() {}

  /** Classes of the three figures. */
  private record Classes(double recency, double frequency, double monetary) {

    boolean fit(RfmGroup group) {
      return group.recency().contains(recency)
          && group.frequency().contains(frequency)
          && group.monetary().contains(monetary);
    }
  }

  static List<Place> warnings(Scorecard card) {
    RfmGroups names = card.rfmGroups();
    if (names == null) {
      return List.of();
    }
    List<Classes> all = all(names);
    List<Place> warnings = new ArrayList<>();
    for (int i = 0; i < names.groups().size(); i++) {
      RfmGroup group = names.groups().get(i);
      List<RfmGroup> earlier = names.groups().subList(0, i);
      List<Classes> fitting = all.stream().filter(classes -> classes.fit(group)).toList();
      if (fitting.isEmpty()) {
        warnings.add(Place.at(at(i), "nobody is " + group.name() + ": there are no such classes"));
      } else if (fitting.stream().allMatch(classes -> first(earlier, classes).isPresent())) {
        warnings.add(
            Place.at(at(i), "nobody is " + group.name() + ": a name before it fits them all"));
      }
    }
    return warnings;
  }

  private static Optional<RfmGroup> first(List<RfmGroup> groups, Classes classes) {
    return groups.stream().filter(classes::fit).findFirst();
  }

  private static List<Classes> all(RfmGroups names) {
    List<Classes> all = new ArrayList<>();
    for (int r = 0; r <= names.recencyDays().size(); r++) {
      for (int f = 0; f <= names.frequency().size(); f++) {
        for (int m = 0; m <= names.monetary().size(); m++) {
          all.add(new Classes(r + 1.0, f + 1.0, m + 1.0));
        }
      }
    }
    return all;
  }

  /** Whether a customer can have one of these names. */
  static boolean isNameOfSomebody(RfmGroups names, String name) {
    return all(names).stream()
        .anyMatch(
            classes ->
                first(names.groups(), classes)
                    .filter(group -> group.name().equals(name))
                    .isPresent());
  }

  /** The whole numbers from 0 on that a range holds: none of them. */
  static boolean hasNoCount(Range range) {
    double least = Math.max(0, Math.ceil(range.least()));
    return !range.contains(least) && !range.contains(least + 1);
  }

  private static String at(int group) {
    return "/value/rfmGroups/groups/" + group;
  }
}
