package dev.leadlight.feedback.experiment;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.feedback.significance.Power;
import dev.leadlight.feedback.significance.SampleRatio;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment stands.
 *
 * @param from the beginning, or the last change of shares
 * @param currency of the revenue; orders in others are not in it
 * @param hopedFor the relative change of the conversion rate that it is to find: 0.1 is a tenth
 * @param sampleRatioPValue below 0.001 the arms do not have the sizes they were meant to have
 * @param arms the champion first, then the challengers in their order, then the hold-out
 * @param neededLeads of the champion's arm, until the verdict names a change of that size with a
 *     probability of 80 %; null while the champion has no orders
 * @param remainingDays until then at the pace so far; 0 if there, null if it can't be said
 * @param incrementalRevenue what acting on the champion's leads has brought, by comparison with the
 *     hold-out; null without one, and until 30 of both have ordered
 */
public record ExperimentReport(
    String experiment,
    Instant from,
    Instant to,
    String currency,
    double hopedFor,
    double sampleRatioPValue,
    List<ArmReport> arms,
    @Nullable Long neededLeads,
    @Nullable Long remainingDays,
    @Nullable Double incrementalRevenue,
    Verdict verdict) {

  private static final double POWER = 0.8;

  /** Below it is what adding up shares leaves over. */
  private static final double SMALLEST_SHARE = 1e-9;

  public ExperimentReport {
    arms = List.copyOf(arms);
  }

  /**
   * Reads the counts.
   *
   * @param counts by arm; arms without anybody may be missing
   */
  public static ExperimentReport of(
      Experiment experiment,
      Instant to,
      String currency,
      double hopedFor,
      Map<String, ArmCount> counts) {
    List<ArmCount> arms = inOrder(experiment, counts);
    ArmCount champion = arms.get(0);
    SampleRatio ratio = sampleRatio(arms);
    List<ArmReport> reports = new ArrayList<>(List.of(ArmReport.champion(champion)));
    for (ArmCount other : arms.subList(1, arms.size())) {
      reports.add(ArmReport.against(champion, other, hopedFor));
    }
    Long needed = neededLeads(arms, hopedFor);
    Duration lasted = Duration.between(experiment.comparableFrom(), to);
    Long days = needed == null ? null : remainingDays(needed, champion.leads(), lasted);
    return new ExperimentReport(
        experiment.id(),
        experiment.comparableFrom(),
        to,
        currency,
        hopedFor,
        ratio.pValue(),
        reports,
        needed,
        days,
        incrementalRevenue(champion, reports.get(reports.size() - 1)),
        Verdict.of(ratio, reports, hopedFor, days, experiment.hasEnded()));
  }

  private static List<ArmCount> inOrder(Experiment experiment, Map<String, ArmCount> counts) {
    List<ArmCount> others = new ArrayList<>();
    double rest = 1 - experiment.holdOut();
    for (Experiment.Challenger challenger : experiment.challengers()) {
      others.add(count(challenger.arm(), challenger.share(), counts));
      rest -= challenger.share();
    }
    if (experiment.holdOut() > 0) {
      others.add(count(Experiment.HOLD_OUT, experiment.holdOut(), counts));
    }
    List<ArmCount> arms = new ArrayList<>(List.of(count(Experiment.CHAMPION, rest, counts)));
    arms.addAll(others);
    return arms;
  }

  private static ArmCount count(String arm, double share, Map<String, ArmCount> counts) {
    ArmCount known = counts.get(arm);
    return known == null
        ? ArmCount.empty(arm, share)
        : new ArmCount(arm, share, known.conversion(), known.revenue());
  }

  private static SampleRatio sampleRatio(List<ArmCount> arms) {
    List<ArmCount> meant = arms.stream().filter(arm -> arm.share() > SMALLEST_SHARE).toList();
    return SampleRatio.of(
        meant.stream().mapToDouble(ArmCount::share).toArray(),
        meant.stream().mapToLong(ArmCount::leads).toArray());
  }

  /** For the smallest of the other arms, which takes longest. */
  private static @Nullable Long neededLeads(List<ArmCount> arms, double hopedFor) {
    ArmCount champion = arms.get(0);
    double rate = champion.conversion().rate();
    double other = Math.min(1, rate * (1 + hopedFor));
    if (!(rate > 0) || rate == other || champion.share() < SMALLEST_SHARE) {
      return null;
    }
    Power power = new Power(Verdict.confidence(arms.size()), POWER);
    return arms.stream()
        .skip(1)
        .filter(arm -> arm.share() > SMALLEST_SHARE)
        .map(arm -> power.baseSize(rate, other, arm.share() / champion.share()))
        .max(Long::compare)
        .orElse(null);
  }

  private static @Nullable Long remainingDays(long needed, long leads, Duration lasted) {
    if (leads == 0 || lasted.isZero() || lasted.isNegative()) {
      return null;
    }
    double days = lasted.toMillis() / (double) Duration.ofDays(1).toMillis();
    return (long) Math.ceil(Math.max(0, needed - leads) * days / leads);
  }

  /** Of the last arm, if that is the hold-out. */
  private static @Nullable Double incrementalRevenue(ArmCount champion, ArmReport last) {
    Change revenue = last.revenue();
    return last.arm().equals(Experiment.HOLD_OUT) && revenue != null && revenue.absolute() != null
        ? (0 - revenue.absolute()) * champion.leads()
        : null;
  }
}
