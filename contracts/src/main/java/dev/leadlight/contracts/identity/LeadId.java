package dev.leadlight.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A lead's id: the key of the strongest identity it was first seen with, so it tells nothing about
 * the person. An id that was absorbed by a merge keeps answering.
 */
public record LeadId(@JsonValue String value) {

  private static final Pattern BASE64_URL = Pattern.compile("[A-Za-z0-9_-]{22}");

  @JsonCreator
  public LeadId {
    if (!BASE64_URL.matcher(value).matches()) {
      throw new IllegalArgumentException("a lead id has 22 characters of base64url");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
