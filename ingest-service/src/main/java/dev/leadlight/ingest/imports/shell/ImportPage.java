package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.platform.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Imports, newest first.
 *
 * @param next cursor of the page behind this one; absent on the last
 */
record ImportPage(List<ImportView> imports, @Nullable String next) {

  private static final int USUAL = 50;
  private static final int MOST = 500;

  /**
   * A page of these.
   *
   * @param cursor the id of the import before it
   */
  static ImportPage of(List<ImportState> all, @Nullable String cursor, @Nullable String limit) {
    int size = size(limit);
    int from = 0;
    if (cursor != null) {
      List<String> ids = all.stream().map(ImportState::id).toList();
      from = ids.indexOf(cursor) + 1;
      if (from == 0) {
        throw ProblemException.parameter("cursor", "the value of next of another page");
      }
    }
    List<ImportState> page = all.subList(from, Math.min(all.size(), from + size));
    boolean more = from + page.size() < all.size();
    return new ImportPage(
        page.stream().map(ImportView::of).toList(), more ? page.get(page.size() - 1).id() : null);
  }

  private static int size(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    int size = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (size < 1 || size > MOST) {
      throw ProblemException.parameter("limit", "a number from 1 to " + MOST);
    }
    return size;
  }
}
