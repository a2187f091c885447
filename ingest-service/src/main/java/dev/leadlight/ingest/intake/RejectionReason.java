package dev.leadlight.ingest.intake;

import java.util.Locale;

/** Why a message of an authenticated source could not become an event. */
public enum RejectionReason {
  BODY_TOO_LARGE("The request is larger than its endpoint takes."),
  UNKNOWN_ENCODING("Bodies are compressed by gzip or deflate."),
  UNDECODABLE_BODY("The body is not compressed as its encoding says."),
  MALFORMED_JSON("The body is JSON in UTF-8, and nothing but that."),
  MISSING_BATCH("The body holds its messages in a list named batch."),
  NOT_AN_OBJECT("A message is a JSON object."),
  UNKNOWN_TYPE("The type is one of track, identify, page, screen, group, alias."),
  MISSING_EVENT("A track message names its event by letters or digits."),
  EVENT_NAME_TOO_LONG("An event's name has at most 200 characters."),
  MISSING_IDENTITY("Nobody is named: send userId, anonymousId or another identity."),
  MISSING_GROUP("A group message names the group in groupId."),
  MISSING_PREVIOUS_ID("An alias message names the former id in previousId."),
  MESSAGE_TOO_LARGE("The message is larger than its endpoint takes."),
  NESTED_TOO_DEEPLY("Objects and lists are nested at most 32 levels deep."),
  BEYOND_LIMITS(
      "The message is nested more than 500 levels deep, or has a name of more than 1,000"
          + " characters, a text of more than 1,000,000 or a number of more than 400 digits."),
  NUMBER_OUT_OF_RANGE("A number does not fit into a 64-bit floating point number."),
  UNREADABLE_TEXT("A text holds U+0000 or half of a surrogate pair."),
  ERASURE_REQUESTED("Somebody's data is to be erased: see to it, nothing does so by itself."),
  DATA_REQUESTED("Somebody asks for their data: see to it, nothing does so by itself."),
  UNREADABLE_PAYLOAD("The vendor's payload is not what its type promises."),
  UNREADABLE_ROW("The row is not CSV: quotes or the number of its cells are wrong."),
  UNREADABLE_VALUE("The cell does not hold what the mapping expects: a number, a time, yes or no."),
  MISSING_VALUE("A cell that the mapping requires is empty."),
  UNREADABLE_LINE(
      "The line is not one JSON object; there is no bracket around lines and no comma behind them."),
  UNREADABLE_TIME("The time is not ISO 8601, nor a Unix time, of the years 1970 to 9999."),
  ROUNDED_ID(
      "A spreadsheet has rounded the number in this cell, so that it names many; export it anew.");

  private final String detail;

  RejectionReason(String detail) {
    this.detail = detail;
  }

  /** Stable code for records and metrics: {@code missing_identity}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A sentence for people, without personal data. */
  public String detail() {
    return detail;
  }
}
