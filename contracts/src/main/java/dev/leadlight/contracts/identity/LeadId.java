package dev.leadlight.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A lead's id: the key of the strongest identity it was first seen with, so it tells nothing about
 * the person. An id that was absorbed by a merge keeps answering.
 */
public record LeadId(@JsonValue String value) {

  private static final int LENGTH = 22;

  @JsonCreator
  public LeadId {
    if (!isBase64Url(value)) {
      throw new IllegalArgumentException("a lead id has 22 characters of base64url");
    }
  }

  /** By hand: ids are made for every event and every question, and a pattern takes its time. */
  private static boolean isBase64Url(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!isLetter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
