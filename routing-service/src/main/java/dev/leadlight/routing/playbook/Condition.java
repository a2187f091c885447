package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tier changes a playbook is for. What is null or empty does not matter; all else has to
 * hold. Of a set, one has to be it.
 *
 * @param entered tier that the lead is in now
 * @param left tier that the lead was in before
 * @param rfmGroup the lead's name as a customer
 * @param channel of the event that caused the change; none if time did
 * @param store in which the lead was last seen
 * @param consent by purpose
 * @param arm of the experiment; a lead in none has none
 * @param value of the lead as a customer
 * @param hours at the moment of planning
 */
public record Condition(
    Set<String> entered,
    Set<String> left,
    @Nullable Direction direction,
    Segments segments,
    Set<String> rfmGroup,
    Set<Channel> channel,
    Set<String> store,
    Map<String, ConsentRule> consent,
    Set<String> arm,
    @Nullable MinimumValue value,
    @Nullable Hours hours) {

  /** Every tier change. */
  public static final Condition ALWAYS =
      new Condition(
          Set.of(),
          Set.of(),
          null,
          Segments.WHATEVER,
          Set.of(),
          Set.of(),
          Set.of(),
          Map.of(),
          Set.of(),
          null,
          null);

  public Condition {
    entered = Set.copyOf(entered);
    left = Set.copyOf(left);
    rfmGroup = Set.copyOf(rfmGroup);
    channel = Set.copyOf(channel);
    store = Set.copyOf(store);
    consent = Map.copyOf(consent);
    arm = Set.copyOf(arm);
  }

  /**
   * What does not hold, by the names used in playbooks; empty if the playbook is for this change.
   *
   * @param otherwise time zone of a lead that told none
   */
  public List<String> unmet(TierChange change, Instant now, ZoneId otherwise) {
    List<String> in = change.segments() == null ? List.of() : change.segments();
    Map<String, Boolean> holds = new LinkedHashMap<>();
    holds.put("entered", isOneOf(entered, change.to()));
    holds.put("left", isOneOf(left, change.from()));
    holds.put("direction", direction == null || direction == change.direction());
    holds.put("segments", segments.matches(in));
    holds.put("rfmGroup", isOneOf(rfmGroup, change.rfmGroup()));
    holds.put("channel", isOneOf(channel, change.channel()));
    holds.put("store", isOneOf(store, change.store()));
    holds.put(
        "consent",
        consent.entrySet().stream()
            .allMatch(rule -> rule.getValue().matches(change.consent().get(rule.getKey()))));
    holds.put("arm", isOneOf(arm, change.arm()));
    holds.put("value", value == null || value.matches(change.value()));
    holds.put("hours", hours == null || hours.matches(now, LeadZone.of(change, otherwise)));
    return holds.entrySet().stream()
        .filter(each -> !each.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static <T> boolean isOneOf(Set<T> wanted, @Nullable T is) {
    return wanted.isEmpty() || (is != null && wanted.contains(is));
  }
}
