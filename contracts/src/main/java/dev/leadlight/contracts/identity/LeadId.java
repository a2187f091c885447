package dev.leadlight.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A lead's id: the key of the strongest identity it was first seen with, so it tells nothing about
 * the person. An id that was absorbed by a merge keeps answering.
 */
public record LeadId(@JsonValue String value) {

  @JsonCreator
  public LeadId {
    if (!value.matches("[A-Za-z0-9_-]{22}")) {
      throw new IllegalArgumentException("a lead id has 22 characters of base64url");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
