package dev.leadlight.routing.playbook;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/**
 * In which segments a lead has to be. An empty set does not matter.
 *
 * @param any in one of them at least
 * @param all in each of them
 * @param none in not one of them
 */
public record Segments(Set<String> any, Set<String> all, Set<String> none) {

  /** Any segments will do. */
  public static final Segments WHATEVER = new Segments(Set.of(), Set.of(), Set.of());

  public Segments {
    any = Set.copyOf(any);
    all = Set.copyOf(all);
    none = Set.copyOf(none);
  }

  /** Whether a lead in these segments will do. */
  public boolean matches(Collection<String> segments) {
    return (any.isEmpty() || !Collections.disjoint(segments, any))
        && segments.containsAll(all)
        && Collections.disjoint(segments, none);
  }
}
