package dev.leadlight.scoring.lead;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by bytes, for hundreds of thousands of values that change all the time. One may write while
 * nobody reads; many may read while nobody writes.
 *
 * <p>In a map each of them would be an object that lives long enough to become old and is then
 * thrown away, so that the collector would have to go through the whole heap again and again. Here
 * all of them lie one behind the other in a few large arrays, which live on. An entry is eight
 * bytes of lengths, its key, its value and room for it to grow. One that has outgrown its room is
 * written anew at the end, and what it leaves is waste. When a quarter of all is waste, what is
 * alive in the array with most of it is written anew as well, and the array begins again.
 */
public final class ByteTable {

  private static final int SLAB_BYTES = 1 << 20;

  /** Entries begin at multiples of this, so that a place fits into an int. */
  private static final int STEP = 8;

  private static final int HEAD = 8;
  private static final int PLACES_OF_A_SLAB = SLAB_BYTES / STEP;
  private static final int FREE = -1;
  private static final int GONE = -2;

  private final List<Slab> slabs = new ArrayList<>();
  private final Deque<Integer> empty = new ArrayDeque<>();
  private int current = -1;

  /** Places of entries by the hashes of their keys, in the next free one after it. */
  private int[] index = new int[1024];

  private int size;
  private int used;
  private long waste;

  private static final class Slab {
    final byte[] bytes = new byte[SLAB_BYTES];
    int end;
    int wasted;
  }

  /** Begins empty. */
  public ByteTable() {
    Arrays.fill(index, FREE);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** How much memory all of it takes. */
  public long bytes() {
    return (long) SLAB_BYTES * slabs.size() + (long) Integer.BYTES * index.length;
  }

  /** The value; null if there is none. */
  public byte @Nullable [] get(byte[] key) {
    int at = find(key);
    return at < 0 ? null : valueAt(index[at]);
  }

  /** Keeps a value, instead of what was kept under that key before. */
  public void put(byte[] key, byte[] value) {
    int at = find(key);
    if (at >= 0 && overwrite(index[at], value)) {
      return;
    }
    int place = append(key, value, value.length / STEP);
    if (at >= 0) {
      abandon(index[at]);
      index[at] = place;
    } else {
      insert(place, key);
      size++;
    }
    tidy();
  }

  /** Forgets a value, if there is one. */
  public void remove(byte[] key) {
    int at = find(key);
    if (at >= 0) {
      abandon(index[at]);
      index[at] = GONE;
      size--;
      tidy();
    }
  }

  /** All keys, in no order. */
  public void forEachKey(Consumer<byte[]> sink) {
    for (int place : index) {
      if (place >= 0) {
        sink.accept(keyAt(place));
      }
    }
  }

  private static int hash(byte[] bytes, int from, int until) {
    int hash = 1;
    for (int i = from; i < until; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  /** Where the index has a key; −1 if it has not. */
  private int find(byte[] key) {
    int mask = index.length - 1;
    int at = hash(key, 0, key.length) & mask;
    while (index[at] != FREE) {
      if (index[at] >= 0 && isAt(index[at], key)) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  private boolean isAt(int place, byte[] key) {
    Slab slab = slab(place);
    int from = offset(place);
    return keyLength(slab, from) == key.length
        && Arrays.equals(slab.bytes, from + HEAD, from + HEAD + key.length, key, 0, key.length);
  }

  private void insert(int place, byte[] key) {
    if ((used + 1) * 3L > index.length * 2L) {
      resize();
    }
    int mask = index.length - 1;
    int at = hash(key, 0, key.length) & mask;
    while (index[at] != FREE) {
      at = (at + 1) & mask;
    }
    index[at] = place;
    used++;
  }

  private void resize() {
    int[] before = index;
    index = new int[size * 3L > before.length ? 2 * before.length : before.length];
    Arrays.fill(index, FREE);
    used = 0;
    for (int place : before) {
      if (place >= 0) {
        insert(place, keyAt(place));
      }
    }
  }

  private Slab slab(int place) {
    return slabs.get(place / PLACES_OF_A_SLAB);
  }

  private static int offset(int place) {
    return place % PLACES_OF_A_SLAB * STEP;
  }

  private static int keyLength(Slab slab, int from) {
    return number(slab, from, 2);
  }

  private static int valueLength(Slab slab, int from) {
    return number(slab, from + 2, 3);
  }

  private static int room(Slab slab, int from) {
    return number(slab, from + 5, 3);
  }

  private static int number(Slab slab, int from, int length) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number = (number << 8) | (slab.bytes[from + i] & 0xFF);
    }
    return number;
  }

  private static void number(Slab slab, int from, int length, int number) {
    for (int i = 0; i < length; i++) {
      slab.bytes[from + i] = (byte) (number >>> (8 * (length - 1 - i)));
    }
  }

  private byte[] keyAt(int place) {
    Slab slab = slab(place);
    int from = offset(place);
    return Arrays.copyOfRange(slab.bytes, from + HEAD, from + HEAD + keyLength(slab, from));
  }

  private byte[] valueAt(int place) {
    Slab slab = slab(place);
    int from = offset(place);
    int begin = from + HEAD + keyLength(slab, from);
    return Arrays.copyOfRange(slab.bytes, begin, begin + valueLength(slab, from));
  }

  private boolean overwrite(int place, byte[] value) {
    Slab slab = slab(place);
    int from = offset(place);
    if (value.length > room(slab, from)) {
      return false;
    }
    number(slab, from + 2, 3, value.length);
    System.arraycopy(value, 0, slab.bytes, from + HEAD + keyLength(slab, from), value.length);
    return true;
  }

  private int append(byte[] key, byte[] value, int spare) {
    int length = (HEAD + key.length + value.length + spare + STEP - 1) / STEP * STEP;
    if (length > SLAB_BYTES) {
      throw new IllegalArgumentException("a value of " + value.length + " bytes");
    }
    if (current < 0 || slabs.get(current).end + length > SLAB_BYTES) {
      begin();
    }
    Slab slab = slabs.get(current);
    int from = slab.end;
    slab.end += length;
    number(slab, from, 2, key.length);
    number(slab, from + 2, 3, value.length);
    number(slab, from + 5, 3, length - HEAD - key.length);
    System.arraycopy(key, 0, slab.bytes, from + HEAD, key.length);
    System.arraycopy(value, 0, slab.bytes, from + HEAD + key.length, value.length);
    return current * PLACES_OF_A_SLAB + from / STEP;
  }

  private void begin() {
    Integer next = empty.poll();
    if (next == null) {
      next = slabs.size();
      slabs.add(new Slab());
    }
    current = next;
  }

  private void abandon(int place) {
    Slab slab = slab(place);
    int length = length(slab, offset(place));
    slab.wasted += length;
    waste += length;
  }

  private static int length(Slab slab, int from) {
    return HEAD + keyLength(slab, from) + room(slab, from);
  }

  private void tidy() {
    while (waste > SLAB_BYTES && waste * 4 > (long) SLAB_BYTES * slabs.size()) {
      int worst = -1;
      for (int i = 0; i < slabs.size(); i++) {
        if (i != current && (worst < 0 || slabs.get(i).wasted > slabs.get(worst).wasted)) {
          worst = i;
        }
      }
      clear(worst);
    }
  }

  /** Writes anew what is alive in a slab. */
  private void clear(int number) {
    Slab slab = slabs.get(number);
    for (int from = 0; from < slab.end; from += length(slab, from)) {
      int place = number * PLACES_OF_A_SLAB + from / STEP;
      byte[] key = keyAt(place);
      int at = find(key);
      if (at >= 0 && index[at] == place) {
        byte[] value = valueAt(place);
        index[at] = append(key, value, room(slab, from) - value.length);
      }
    }
    waste -= slab.wasted;
    slab.wasted = 0;
    slab.end = 0;
    empty.add(number);
  }
}
