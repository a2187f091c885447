package dev.leadlight.feedback.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * A version in the registry: stored → published.
 *
 * @param number order of publication over all cards
 * @param version of this card, from 1 without gaps
 * @param document the JSON that goes to the topic, byte for byte
 */
public record StoredVersion(long number, String scorecardId, int version, String document) {

  /**
   * The newest version of a card.
   *
   * @param digest of its content, without version and publication
   * @param isLast whether no other card was stored after it
   */
  public record Head(StoredVersion stored, String digest, boolean isLast) {}

  /** The version that follows. */
  public static int after(@Nullable Head head) {
    return head == null ? 1 : head.stored().version() + 1;
  }

  /**
   * Whether storing this content again would change nothing, so that a repeated request, after a
   * 503 for example, makes no further version.
   */
  public static boolean isRepeat(@Nullable Head head, String digest) {
    return head != null && head.isLast() && head.digest().equals(digest);
  }
}
