package dev.leadlight.ingest.imports;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a refused message stood in a file: the address {@code /v1/imports/<id>?attempt=<n>#row=<n>}
 * in the record of its refusal (RFC 7111 for the fragment).
 */
public record RejectedPlace(String importId, int attempt, long row) {

  private static final String BASE = "/v1/imports/";

  private static final Pattern ADDRESS =
      Pattern.compile(BASE + "([A-Za-z0-9._-]{1,64})\\?attempt=(\\d{1,9})#row=(\\d{1,18})");

  /** The address without the row, which each message adds. */
  public static String endpoint(String importId, int attempt) {
    return BASE + importId + "?attempt=" + attempt;
  }

  public static Optional<RejectedPlace> parse(String endpoint) {
    Matcher matcher = ADDRESS.matcher(endpoint);
    return matcher.matches()
        ? Optional.of(
            new RejectedPlace(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /**
   * Whether the row counts as that attempt read it. An attempt that broke may have left rows behind
   * that the next one read again; up to where the next one began, they are its own.
   */
  public boolean isOf(ImportState state) {
    if (!importId.equals(state.id())) {
      return false;
    }
    List<Attempt> attempts = state.attempts();
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i).number() == attempt) {
        long last = i + 1 < attempts.size() ? attempts.get(i + 1).afterRow() : Long.MAX_VALUE;
        return row > attempts.get(i).afterRow() && row <= last;
      }
    }
    return false;
  }
}
