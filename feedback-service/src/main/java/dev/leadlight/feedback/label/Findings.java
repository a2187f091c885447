package dev.leadlight.feedback.label;

import java.util.ArrayList;
import java.util.List;

/**
 * What a message holds. With one fault none of it is taken.
 *
 * @param ignored how many parts of it are none of our business
 */
public record Findings(List<Label> labels, List<Errand> errands, List<Fault> faults, int ignored) {

  public static final Findings NONE = new Findings(List.of(), List.of(), List.of(), 0);

  /** Something else that the vendor also tells. */
  public static final Findings IGNORED = new Findings(List.of(), List.of(), List.of(), 1);

  public Findings {
    labels = List.copyOf(labels);
    errands = List.copyOf(errands);
    faults = List.copyOf(faults);
  }

  public static Findings of(Label label) {
    return new Findings(List.of(label), List.of(), List.of(), 0);
  }

  public static Findings of(Errand errand) {
    return new Findings(List.of(), List.of(errand), List.of(), 0);
  }

  public static Findings refused(List<Fault> faults) {
    return new Findings(List.of(), List.of(), faults, 0);
  }

  public static Findings refused(Fault fault) {
    return refused(List.of(fault));
  }

  /** Both. */
  public Findings and(Findings other) {
    return new Findings(
        joined(labels, other.labels),
        joined(errands, other.errands),
        joined(faults, other.faults),
        ignored + other.ignored);
  }

  private static <T> List<T> joined(List<T> left, List<T> right) {
    List<T> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }
}
