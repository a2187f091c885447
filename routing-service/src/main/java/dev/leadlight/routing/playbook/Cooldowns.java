package dev.leadlight.routing.playbook;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a lead was last told what.
 *
 * @param last by playbook and action: when the latest one was sent, or can be if it waits
 */
public record Cooldowns(Map<Key, Instant> last) {

  /** Nothing has been told yet. */
  public static final Cooldowns NONE = new Cooldowns(Map.of());

  public Cooldowns {
    last = Map.copyOf(last);
  }

  /** An action of a playbook. */
  public record Key(String playbook, String action) {}

  /** Whether it is too early to tell it again at a moment. */
  boolean isCooling(Key key, @Nullable Duration cooldown, Instant at) {
    Instant before = last.get(key);
    return cooldown != null && before != null && at.isBefore(before.plus(cooldown));
  }
}
