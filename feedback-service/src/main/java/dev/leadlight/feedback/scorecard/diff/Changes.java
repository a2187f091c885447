package dev.leadlight.feedback.scorecard.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers the differences, in the order in which they are found. */
final class Changes {

  private final List<Change> all = new ArrayList<>();

  /** Something that stands in a list of a document, and where. */
  record Placed<T>(T item, String pointer) {}

  /** The elements of a list by their names, in the list's order. */
  static <T> Map<String, Placed<T>> placed(List<T> list, String pointer, Function<T, String> name) {
    Map<String, Placed<T>> placed = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      placed.put(name.apply(list.get(i)), new Placed<>(list.get(i), pointer + "/" + i));
    }
    return placed;
  }

  List<Change> all() {
    return List.copyOf(all);
  }

  void changed(String pointer, String sentence) {
    all.add(new Change(pointer, false, sentence));
  }

  void gone(String pointer, String sentence) {
    all.add(new Change(pointer, true, sentence));
  }

  /**
   * A value that both cards have, of which {@code words} makes a part of a sentence. What reads the
   * same, as 129.9 and 129.90 do, is the same.
   */
  <V> void value(String pointer, String subject, V before, V after, Function<V, String> words) {
    String then = words.apply(before);
    String now = words.apply(after);
    if (!then.equals(now)) {
      changed(pointer, subject + " " + now + " instead of " + then);
    }
  }

  /** A value that a card may do without. */
  <V> void optional(
      String pointer,
      String subject,
      @Nullable V before,
      @Nullable V after,
      Function<V, String> words) {
    if (before == null && after != null) {
      changed(pointer, subject + " is new: " + words.apply(after));
    } else if (before != null && after == null) {
      gone(pointer, subject + " is gone; it was " + words.apply(before));
    } else if (before != null && after != null) {
      value(pointer, subject + " is", before, after, words);
    }
  }

  /** Elements by their names: what has come, what has gone, and what is to be compared. */
  <T> void each(
      Map<String, Placed<T>> before,
      Map<String, Placed<T>> after,
      Function<T, String> added,
      Function<T, String> removed,
      BiConsumer<T, Placed<T>> both) {
    after.forEach(
        (name, now) -> {
          Placed<T> then = before.get(name);
          if (then == null) {
            changed(now.pointer(), added.apply(now.item()));
          } else {
            both.accept(then.item(), now);
          }
        });
    before.forEach(
        (name, then) -> {
          if (!after.containsKey(name)) {
            gone(then.pointer(), removed.apply(then.item()));
          }
        });
  }
}
