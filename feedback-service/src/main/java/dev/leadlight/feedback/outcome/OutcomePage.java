package dev.leadlight.feedback.outcome;

import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.platform.page.PageCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of outcomes, latest first.
 *
 * @param next cursor of the following page; null on the last one
 */
public record OutcomePage(List<Outcome> outcomes, @Nullable String next) {

  public OutcomePage {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * The page of a result that was read one longer than the page, to see whether more follows.
   *
   * @param limit size of a page, above 0
   */
  public static OutcomePage of(List<Outcome> oneMore, int limit) {
    return oneMore.size() <= limit
        ? new OutcomePage(oneMore, null)
        : new OutcomePage(oneMore.subList(0, limit), after(oneMore.get(limit - 1)).text());
  }

  private static PageCursor after(Outcome outcome) {
    return PageCursor.of(outcome.occurredAt(), outcome.source(), outcome.id());
  }
}
