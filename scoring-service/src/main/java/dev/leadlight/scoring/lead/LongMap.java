package dev.leadlight.scoring.lead;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from 64-bit keys, as two sorted arrays. Made for a handful of entries, of which
 * one is replaced again and again: a changed copy is two array copies, a look-up touches one cache
 * line and boxes nothing.
 */
public final class LongMap<V> extends AbstractMap<Long, V> {

  private static final LongMap<?> EMPTY = new LongMap<>(new long[0], new Object[0]);

  private final long[] keys;
  private final Object[] values;

  private LongMap(long[] keys, Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** Nothing. */
  @SuppressWarnings("unchecked") // it holds no value of any type
  public static <V> LongMap<V> empty() {
    return (LongMap<V>) EMPTY;
  }

  /** Gathers entries; those that come in the order of their keys cost least. */
  public static final class Builder<V> {
    private long[] keys = new long[16];
    private Object[] values = new Object[16];
    private int size;

    /** Another value for a key, or the first one. */
    public void put(long key, V value) {
      int found = size == 0 || keys[size - 1] < key ? -size - 1 : search(key);
      int at = found < 0 ? -found - 1 : found;
      if (found < 0) {
        if (size == keys.length) {
          keys = Arrays.copyOf(keys, 2 * size);
          values = Arrays.copyOf(values, 2 * size);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        size++;
      }
      keys[at] = key;
      values[at] = value;
    }

    private int search(long key) {
      return Arrays.binarySearch(keys, 0, size, key);
    }

    /** All that was put in. */
    public LongMap<V> build() {
      return new LongMap<>(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
    }
  }

  /** The value of a key; null if it has none. */
  public @Nullable V at(long key) {
    int found = Arrays.binarySearch(keys, key);
    return found < 0 ? null : value(found);
  }

  /** The i-th key, ascending. */
  public long key(int i) {
    return keys[i];
  }

  /** The value of the i-th key. */
  @SuppressWarnings("unchecked") // only values of this type come in
  public V value(int i) {
    return (V) values[i];
  }

  /** With another value for a key. */
  public LongMap<V> with(long key, V value) {
    int found = Arrays.binarySearch(keys, key);
    if (found >= 0) {
      Object[] replaced = values.clone();
      replaced[found] = value;
      return new LongMap<>(keys, replaced);
    }
    int at = -found - 1;
    long[] newKeys = new long[keys.length + 1];
    Object[] newValues = new Object[keys.length + 1];
    System.arraycopy(keys, 0, newKeys, 0, at);
    System.arraycopy(values, 0, newValues, 0, at);
    newKeys[at] = key;
    newValues[at] = value;
    System.arraycopy(keys, at, newKeys, at + 1, keys.length - at);
    System.arraycopy(values, at, newValues, at + 1, keys.length - at);
    return new LongMap<>(newKeys, newValues);
  }

  /** The entries of both; what both have goes through {@code joined}. */
  public LongMap<V> and(LongMap<V> other, BinaryOperator<V> joined) {
    if (other.keys.length == 0) {
      return this;
    }
    if (keys.length == 0) {
      return other;
    }
    long[] newKeys = new long[keys.length + other.keys.length];
    Object[] newValues = new Object[newKeys.length];
    int left = 0;
    int right = 0;
    int size = 0;
    while (left < keys.length || right < other.keys.length) {
      boolean takeLeft =
          right == other.keys.length || (left < keys.length && keys[left] <= other.keys[right]);
      boolean takeRight =
          left == keys.length || (right < other.keys.length && other.keys[right] <= keys[left]);
      newKeys[size] = takeLeft ? keys[left] : other.keys[right];
      newValues[size++] =
          takeLeft && takeRight
              ? joined.apply(value(left), other.value(right))
              : takeLeft ? values[left] : other.values[right];
      left += takeLeft ? 1 : 0;
      right += takeRight ? 1 : 0;
    }
    return size == newKeys.length
        ? new LongMap<>(newKeys, newValues)
        : new LongMap<>(Arrays.copyOf(newKeys, size), Arrays.copyOf(newValues, size));
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return key instanceof Long number ? at(number) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof Long number && Arrays.binarySearch(keys, number) >= 0;
  }

  @Override
  public Set<Map.Entry<Long, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public Iterator<Map.Entry<Long, V>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<Long, V>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keys.length;
    }

    @Override
    public Map.Entry<Long, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Map.entry(keys[next], value(next++));
    }
  }
}
