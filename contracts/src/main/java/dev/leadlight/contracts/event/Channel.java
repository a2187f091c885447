package dev.leadlight.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  /** The name used in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The channel with that label. */
  public static Optional<Channel> ofLabel(String label) {
    return Arrays.stream(values()).filter(channel -> channel.label().equals(label)).findFirst();
  }

  /** Whether a person who acts here is on a visit: such events open and prolong sessions. */
  public boolean isVisit() {
    return this == ONLINE || this == APP;
  }
}
