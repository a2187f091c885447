package dev.leadlight.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a signal was picked up. */
public enum Channel {
  @JsonProperty("online")
  ONLINE,
  @JsonProperty("in_store")
  IN_STORE,
  @JsonProperty("email")
  EMAIL,
  @JsonProperty("sms")
  SMS,
  @JsonProperty("app")
  APP,
  @JsonProperty("survey")
  SURVEY,
  @JsonProperty("crm")
  CRM;

  /** Whether a person who acts here is on a visit: such events open and prolong sessions. */
  public boolean isVisit() {
    return this == ONLINE || this == APP;
  }
}
