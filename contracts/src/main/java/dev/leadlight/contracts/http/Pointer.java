package dev.leadlight.contracts.http;

/** JSON pointers (RFC 6901), whatever the members are called. */
public final class Pointer {

  private Pointer() {}

  /** Such as {@code /answers/either~1or}; the whole document, where no member is named. */
  public static String to(String... members) {
    StringBuilder pointer = new StringBuilder();
    for (String member : members) {
      pointer.append('/').append(member.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
