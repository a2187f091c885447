package dev.leadlight.feedback.audit;

import dev.leadlight.contracts.access.AuditEntry;
import dev.leadlight.platform.page.PageCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of entries, latest first.
 *
 * @param next cursor of the following page; null on the last one
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String next) {

  public AuditPage {
    entries = List.copyOf(entries);
  }

  /**
   * The page of a result that was read one longer than the page, to see whether more follows.
   *
   * @param limit size of a page, above 0
   */
  public static AuditPage of(List<AuditEntry> oneMore, int limit) {
    return oneMore.size() <= limit
        ? new AuditPage(oneMore, null)
        : new AuditPage(oneMore.subList(0, limit), after(oneMore.get(limit - 1)).text());
  }

  private static PageCursor after(AuditEntry entry) {
    return PageCursor.of(entry.at(), entry.id());
  }
}
