package dev.leadlight.routing.playbook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a playbook somebody means to change: {@code If-Match} of RFC 9110.
 *
 * @param version null for any that is there
 * @param isNew whether there must be none yet
 */
public record Expected(@Nullable Integer version, boolean isNew) {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

  /** Reads the header; empty if it is none of ours. Without one there must be nothing yet. */
  public static Optional<Expected> parse(@Nullable String header) {
    if (header == null) {
      return Optional.of(new Expected(null, true));
    }
    if (header.strip().equals("*")) {
      return Optional.of(new Expected(null, false));
    }
    Matcher tag = TAG.matcher(header.strip());
    return tag.matches()
        ? Optional.of(new Expected(Integer.valueOf(tag.group(1)), false))
        : Optional.empty();
  }

  /**
   * Whether that is what is there.
   *
   * @param current the latest version; null if there never was one
   */
  public boolean matches(@Nullable StoredPlaybook current) {
    if (current == null || current.document() == null) {
      return isNew;
    }
    return !isNew && (version == null || version == current.version());
  }
}
