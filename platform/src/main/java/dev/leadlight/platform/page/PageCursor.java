package dev.leadlight.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended that stands in order of time. Its text is opaque to callers.
 *
 * @param ids tell entries of one moment apart, in the order in which they decide; at least one
 */
public record PageCursor(Instant at, List<String> ids) {

  private static final String SEPARATOR = "\n";

  /** What databases can hold, too. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public PageCursor {
    ids = List.copyOf(ids);
  }

  public static PageCursor of(Instant at, String... ids) {
    return new PageCursor(at, List.of(ids));
  }

  /** The only id, or the first. */
  public String id() {
    return ids.get(0);
  }

  /** Reads what {@link #text} wrote of so many ids; empty if it is anything else. */
  public static Optional<PageCursor> parse(String text, int ids) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      String[] parts = plain.split(SEPARATOR, ids + 1);
      Instant at = Instant.parse(parts[0]);
      return parts.length <= ids || at.isBefore(EARLIEST) || at.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(new PageCursor(at, Arrays.asList(parts).subList(1, parts.length)));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * The parameter {@code cursor} of a list.
   *
   * @return null if there is none
   * @throws ProblemException 400 if it is none of ours
   */
  public static @Nullable PageCursor parameter(@Nullable String text, int ids) {
    return text == null
        ? null
        : parse(text, ids)
            .orElseThrow(
                () -> ProblemException.parameter("cursor", "the value of next of another page"));
  }

  public String text() {
    String plain = at + SEPARATOR + String.join(SEPARATOR, ids);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }
}
