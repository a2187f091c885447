package dev.leadlight.feedback.experiment;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.feedback.significance.Confidence;
import dev.leadlight.feedback.significance.SampleRatio;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment says, for people. Judged by conversion rates, since those tell soonest; valid
 * at any look.
 *
 * @param arm the one that the sentence is about; null if it is about none
 */
public record Verdict(Kind kind, @Nullable String arm, String sentence) {

  /** What may come out. */
  public enum Kind {
    /** The arms can't be compared. */
    INVALID,
    /** A challenger converts more than the champion. */
    CHALLENGER_BETTER,
    /** Every challenger converts less than the champion. */
    CHAMPION_BETTER,
    /** Acting on leads makes a difference, for better or worse. */
    ACTING_HELPS,
    ACTING_HURTS,
    /** Nothing yet. */
    TOO_EARLY,
    /** There was enough to see the change hoped for, and it was not seen. */
    NO_DIFFERENCE
  }

  /**
   * Judges.
   *
   * @param arms the champion first
   * @param remainingDays until there is enough to see the change hoped for; null if unknown
   * @param hasEnded whether no more days will come
   */
  static Verdict of(
      SampleRatio ratio,
      List<ArmReport> arms,
      double hopedFor,
      @Nullable Long remainingDays,
      boolean hasEnded) {
    if (ratio.isMismatch()) {
      return new Verdict(
          Kind.INVALID,
          null,
          "The arms do not have the sizes they were meant to have, so they can't be compared; find"
              + " out which leads are missing before anything is read from this.");
    }
    List<ArmReport> challengers =
        arms.stream().skip(1).filter(arm -> !arm.arm().equals(Experiment.HOLD_OUT)).toList();
    Confidence each = confidence(arms.size());
    return best(challengers, each)
        .or(() -> worst(challengers, each))
        .or(() -> acting(arms, each))
        .orElseGet(() -> undecided(hopedFor, remainingDays, hasEnded));
  }

  /** Of each comparison with the champion. */
  static Confidence confidence(int arms) {
    return Confidence.USUAL.sharedAmong(Math.max(1, arms - 1));
  }

  private static Optional<Verdict> best(List<ArmReport> challengers, Confidence each) {
    return challengers.stream()
        .filter(arm -> real(arm, each).filter(Change::isGain).isPresent())
        .max(Comparator.comparingDouble(Verdict::gain))
        .map(arm -> new Verdict(Kind.CHALLENGER_BETTER, arm.arm(), told(arm, "It is better.")));
  }

  private static Optional<Verdict> worst(List<ArmReport> challengers, Confidence each) {
    boolean allWorse =
        !challengers.isEmpty()
            && challengers.stream()
                .allMatch(arm -> real(arm, each).filter(c -> !c.isGain()).isPresent());
    return challengers.stream()
        .filter(arm -> allWorse)
        .max(Comparator.comparingDouble(Verdict::gain))
        .map(arm -> new Verdict(Kind.CHAMPION_BETTER, arm.arm(), told(arm, "Keep the champion.")));
  }

  private static Optional<Verdict> acting(List<ArmReport> arms, Confidence each) {
    return arms.stream()
        .filter(arm -> arm.arm().equals(Experiment.HOLD_OUT))
        .flatMap(arm -> real(arm, each).map(change -> acting(arm, change)).stream())
        .findFirst();
  }

  private static Verdict acting(ArmReport holdOut, Change change) {
    return change.isGain()
        ? new Verdict(Kind.ACTING_HURTS, holdOut.arm(), told(holdOut, "Leads left alone buy more."))
        : new Verdict(Kind.ACTING_HELPS, holdOut.arm(), told(holdOut, "Acting on leads pays."));
  }

  private static Verdict undecided(
      double hopedFor, @Nullable Long remainingDays, boolean hasEnded) {
    String change = percent(hopedFor);
    if (remainingDays == null) {
      return new Verdict(
          Kind.TOO_EARLY,
          null,
          hasEnded
              ? "Nothing can be said: there were too few leads and orders."
              : "Nothing can be said yet: there are too few leads and orders.");
    }
    return remainingDays == 0
        ? new Verdict(
            Kind.NO_DIFFERENCE,
            null,
            "No difference was found, though a change of " + change + " would mostly have been.")
        : new Verdict(
            Kind.TOO_EARLY,
            null,
            (hasEnded
                    ? "It ended before a difference could be told; seeing a change of "
                    : "No difference can be told yet; seeing a change of ")
                + change
                + (hasEnded ? " would have taken about " : " takes about ")
                + remainingDays
                + (remainingDays == 1 ? " more day." : " more days."));
  }

  private static String told(ArmReport arm, String conclusion) {
    Change change = arm.conversion();
    if (change == null || change.absolute() == null || arm.conversionRate() == null) {
      return conclusion;
    }
    String interval =
        change.alwaysLow() == null || change.alwaysHigh() == null
            ? ""
            : String.format(
                Locale.ROOT,
                " (95 %% interval of the difference: %+.2f to %+.2f points, at any look)",
                100 * change.alwaysLow(),
                100 * change.alwaysHigh());
    return String.format(
        Locale.ROOT,
        "%s converts %s of its leads, the champion %s%s. %s",
        arm.arm(),
        percent(arm.conversionRate()),
        percent(arm.conversionRate() - change.absolute()),
        interval,
        conclusion);
  }

  private static Optional<Change> real(ArmReport arm, Confidence each) {
    return Optional.ofNullable(arm.conversion()).filter(change -> change.isReal(each));
  }

  private static double gain(ArmReport arm) {
    Change change = arm.conversion();
    return change == null || change.absolute() == null ? 0 : change.absolute();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
