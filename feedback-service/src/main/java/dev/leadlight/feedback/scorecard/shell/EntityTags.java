package dev.leadlight.feedback.scorecard.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Revisions as {@code ETag} and {@code If-Match} (RFC 9110, sections 8.8.3 and 13.1.1). */
final class EntityTags {

  private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

  private EntityTags() {}

  static String of(long revision) {
    return '"' + Long.toString(revision) + '"';
  }

  /**
   * The revision that a caller has read.
   *
   * @throws ProblemException 428 if it does not say
   */
  static long revision(@Nullable String ifMatch) {
    Matcher tag = TAG.matcher(ifMatch == null ? "" : ifMatch.strip());
    if (!tag.matches()) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED, "Send the ETag of what you have read as If-Match.");
    }
    return Long.parseLong(tag.group(1));
  }
}
