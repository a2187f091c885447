package dev.leadlight.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/** What an identity is, strongest first: the order of the constants is the order of strength. */
public enum IdentityKind {
  @JsonProperty("user")
  USER,
  @JsonProperty("loyalty")
  LOYALTY,
  @JsonProperty("email")
  EMAIL,
  @JsonProperty("phone")
  PHONE,
  @JsonProperty("crm")
  CRM,
  @JsonProperty("anonymous")
  ANONYMOUS,
  @JsonProperty("device")
  DEVICE;

  private static final IdentityKind[] KINDS = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Whether this kind names a person rather than a browser or a device. */
  public boolean isKnown() {
    return compareTo(ANONYMOUS) < 0;
  }

  /** The name used in JSON and URLs. */
  public String label() {
    return label;
  }

  /** The kind with that label. */
  public static Optional<IdentityKind> ofLabel(String label) {
    for (IdentityKind kind : KINDS) {
      if (kind.label.equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
