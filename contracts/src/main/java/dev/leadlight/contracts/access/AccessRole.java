package dev.leadlight.contracts.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller of administrative routes may do; each role includes the ones before it. */
public enum AccessRole {
  /** Reads. */
  @JsonProperty("viewer")
  VIEWER,
  /** Does daily work. */
  @JsonProperty("operator")
  OPERATOR,
  /** Changes how the system decides, and who may call it. */
  @JsonProperty("admin")
  ADMIN
}
