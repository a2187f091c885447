package dev.leadlight.routing.connector;

import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When the rep of a lead becomes the owner of its record. */
public enum OwnerPolicy {
  NEVER,
  /** When nobody owns it: a rep's own change stays. */
  IF_EMPTY,
  ALWAYS;

  private static final String OWNER = "owner";

  /** {@code if-empty}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The policy in settings. */
  public static OwnerPolicy of(Settings settings) {
    return settings.text(OWNER).flatMap(OwnerPolicy::ofLabel).orElse(IF_EMPTY);
  }

  /** The policy in the parameters of an action, or else that of the settings. */
  public static OwnerPolicy of(Map<String, String> with, OwnerPolicy otherwise) {
    return ofLabel(with.getOrDefault(OWNER, "")).orElse(otherwise);
  }

  /** Asks about it. */
  public static SettingsCheck check(SettingsCheck check) {
    return check.oneOf(
        OWNER, false, Arrays.stream(values()).map(OwnerPolicy::label).toArray(String[]::new));
  }

  /** The policy with that label. */
  private static Optional<OwnerPolicy> ofLabel(String label) {
    return Arrays.stream(values()).filter(policy -> policy.label().equals(label)).findFirst();
  }
}
