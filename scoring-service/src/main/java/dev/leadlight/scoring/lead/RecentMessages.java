package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.event.ShopperEvent;
import java.util.Arrays;

/**
 * The messages that count already, as hashes in the order they were seen: the last 256, and all of
 * the last 24 hours up to 4,096. A repeat within that memory changes nothing.
 */
public final class RecentMessages {

  private static final int LEAST = 256;
  private static final int MOST = 4096;
  private static final int DAY_SECONDS = 24 * 60 * 60;
  private static final int MINUTE = 60;

  /**
   * So much of a hash is kept. Of 4,096 remembered messages another one is taken for a repeat by
   * mistake once in 268 million.
   */
  public static final int HASH_BYTES = 5;

  private static final long KEPT = (1L << (8 * HASH_BYTES)) - 1;

  private static final RecentMessages NONE = new RecentMessages(new long[0], new int[0]);

  private final long[] hashes;
  private final int[] seconds;

  private RecentMessages(long[] hashes, int[] seconds) {
    this.hashes = hashes;
    this.seconds = seconds;
  }

  public static RecentMessages none() {
    return NONE;
  }

  /**
   * A memory that somebody has kept.
   *
   * @param hashes in the order they were seen; the last five bytes of each count
   * @param seconds when each was seen, in epoch seconds
   */
  public static RecentMessages of(long[] hashes, int[] seconds) {
    long[] keptHashes = new long[hashes.length];
    int[] keptSeconds = new int[seconds.length];
    for (int i = 0; i < hashes.length; i++) {
      keptHashes[i] = hashes[i] & KEPT;
      keptSeconds[i] = wholeMinute(seconds[i]);
    }
    return new RecentMessages(keptHashes, keptSeconds);
  }

  /** The end of the minute: a message is remembered a little too long rather than too short. */
  private static int wholeMinute(int second) {
    return Math.floorDiv(second + MINUTE - 1, MINUTE) * MINUTE;
  }

  /** What stands for an event here: the first 64 bits of the SHA-256 of its id. */
  public static long hashOf(ShopperEvent event) {
    return hashOf(event.id());
  }

  /** The first 64 bits of the SHA-256 of some texts. */
  public static long hashOf(String... texts) {
    return Sha256.number(String.join("\n", texts));
  }

  /** Whether it counts already. */
  public boolean contains(long hash) {
    long kept = hash & KEPT;
    for (int i = hashes.length - 1; i >= 0; i--) {
      if (hashes[i] == kept) {
        return true;
      }
    }
    return false;
  }

  /** With one more, and without what need not be remembered any longer. */
  public RecentMessages with(long hash, int second) {
    long[] newHashes = Arrays.copyOf(hashes, hashes.length + 1);
    int[] newSeconds = Arrays.copyOf(seconds, seconds.length + 1);
    newHashes[hashes.length] = hash & KEPT;
    newSeconds[seconds.length] = wholeMinute(second);
    return trimmed(newHashes, newSeconds, second);
  }

  /** Both memories, in the order things were seen. */
  public RecentMessages and(RecentMessages other) {
    long[] newHashes = new long[hashes.length + other.hashes.length];
    int[] newSeconds = new int[newHashes.length];
    int left = 0;
    int right = 0;
    int size = 0;
    while (left < hashes.length || right < other.hashes.length) {
      boolean takeLeft =
          right == other.hashes.length
              || (left < hashes.length && seconds[left] <= other.seconds[right]);
      long hash = takeLeft ? hashes[left] : other.hashes[right];
      int second = takeLeft ? seconds[left++] : other.seconds[right++];
      if (takeLeft || !contains(hash)) {
        newHashes[size] = hash;
        newSeconds[size++] = second;
      }
    }
    return trimmed(
        Arrays.copyOf(newHashes, size),
        Arrays.copyOf(newSeconds, size),
        size == 0 ? 0 : newSeconds[size - 1]);
  }

  private static RecentMessages trimmed(long[] hashes, int[] seconds, int now) {
    int from = Math.max(0, hashes.length - MOST);
    while (hashes.length - from > LEAST && seconds[from] < now - DAY_SECONDS) {
      from++;
    }
    return from == 0
        ? new RecentMessages(hashes, seconds)
        : new RecentMessages(
            Arrays.copyOfRange(hashes, from, hashes.length),
            Arrays.copyOfRange(seconds, from, seconds.length));
  }

  public int size() {
    return hashes.length;
  }

  /** The i-th seen. */
  public long hash(int i) {
    return hashes[i];
  }

  /** When the i-th was seen, in epoch seconds. */
  public int second(int i) {
    return seconds[i];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentMessages messages
        && Arrays.equals(hashes, messages.hashes)
        && Arrays.equals(seconds, messages.seconds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }
}
