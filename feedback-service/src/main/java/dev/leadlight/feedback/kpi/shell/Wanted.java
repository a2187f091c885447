package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.kpi.When;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to read of the sums.
 *
 * @param dimension empty for none
 * @param value null for all
 * @param figures what is summed up by days
 * @param spans what has two days: people by their gaps, and products
 * @param periods that can be told of afterwards: what tells of others is not read, which is most of
 *     the work where there are many groups
 */
public record Wanted(
    String dimension,
    @Nullable String value,
    List<String> figures,
    List<String> spans,
    Set<When> periods) {

  /** Of the period alone. */
  static final Set<When> NOW = Set.of(When.NOW);

  /** And of the one before, to be compared. */
  static final Set<When> COMPARED = Set.of(When.NOW, When.BEFORE);

  /** And of both together, which tells who came back. */
  static final Set<When> ALL = Set.of(When.values());

  /** Of the key figures. */
  static final List<String> HEADLINES =
      List.of(
          "lead-",
          "lead!",
          "buyer-",
          "buyer!",
          "repeat_buyer!",
          "repeat_buyer-",
          "order",
          "reached",
          "stay",
          "crossed",
          "held",
          "contacted",
          "label",
          "won",
          "satisfaction");

  /** Of the people among them. */
  static final List<String> PEOPLE = List.of("lead", "buyer", "repeat_buyer");
}
