package dev.leadlight.scoring.score;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Spoken;
import java.util.List;
import java.util.stream.Collectors;

/** What is missing, as a sentence. */
final class MissingWords {

  private MissingWords() {}

  static String sentence(String tier, List<Missing.Way> ways) {
    if (ways.isEmpty()) {
      return "No twenty deeds would make this lead " + tier + " now.";
    }
    String steps =
        ways.get(0).steps().stream().map(MissingWords::step).collect(Collectors.joining(" and "));
    return Character.toUpperCase(steps.charAt(0))
        + steps.substring(1)
        + " would make this lead "
        + tier
        + ".";
  }

  /** Two more “product viewed”: signals are named after what has happened. */
  private static String step(Missing.Step step) {
    return (step.times() == 1 ? "one more " : step.times() + " more ")
        + step.on().stream().map(MissingWords::spoken).collect(Collectors.joining(" or "))
        + " ("
        + Spoken.of(step.rule())
        + ")";
  }

  private static String spoken(Signal signal) {
    return "“" + Spoken.of(signal.name()) + "”";
  }
}
