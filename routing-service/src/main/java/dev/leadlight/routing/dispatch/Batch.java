package dev.leadlight.routing.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Deliveries that go in one call.
 *
 * @param size how many there is room for, at least as many as there are members; 1 for one that
 *     goes alone
 * @param members at least one
 */
public record Batch<T>(int size, List<T> members) {

  public Batch {
    members = List.copyOf(members);
  }

  /** Whether others like these may come along. */
  public boolean hasRoom() {
    return members.size() < size;
  }

  /** The same with others. */
  public Batch<T> with(List<T> others) {
    List<T> all = new ArrayList<>(members);
    all.addAll(others);
    return new Batch<>(size, all);
  }

  /**
   * Puts those that are alike together, in their order.
   *
   * @param kind what they have to have in common
   * @param size how many of a kind go into one call
   */
  public static <T> List<Batch<T>> of(
      List<T> all, Function<T, Object> kind, ToIntFunction<T> size) {
    Map<Object, List<T>> byKind = new LinkedHashMap<>();
    List<Batch<T>> batches = new ArrayList<>();
    for (T each : all) {
      if (size.applyAsInt(each) > 1) {
        byKind.computeIfAbsent(kind.apply(each), first -> new ArrayList<>()).add(each);
      } else {
        batches.add(new Batch<>(1, List.of(each)));
      }
    }
    for (List<T> alike : byKind.values()) {
      int most = size.applyAsInt(alike.get(0));
      for (int from = 0; from < alike.size(); from += most) {
        batches.add(new Batch<>(most, alike.subList(from, Math.min(alike.size(), from + most))));
      }
    }
    return batches;
  }
}
