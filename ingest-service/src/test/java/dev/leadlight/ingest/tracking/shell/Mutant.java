package dev.leadlight.ingest.tracking.shell;

import java.util.List;

/**
 * One request, spoilt.
 *
 * @param fault what was done to it, for reports
 * @param travel how it has to be sent
 * @param keyInFront whether a header or the query holds {@link Mutator#KEY}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares mutants
record Mutant(
    int number,
    String fault,
    Travel travel,
    boolean keyInFront,
    String path,
    List<String> headers,
    byte[] body) {

  /** How a request is sent. */
  enum Travel {
    /** With others on one connection, its length told rightly. */
    TOGETHER,
    /** On a connection of its own, because its body may not be read to its end. */
    ALONE,
    /** Alone, its length told too short by one third. */
    CUT_SHORT,
    /** Alone, its length told too long, and the sender hangs up. */
    UNFINISHED,
    /** Alone, and the rest of the body never comes. */
    STALLED
  }

  byte[] head(int length) {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    return Wire.bytes(head + "Content-Length: " + length + "\r\n\r\n");
  }

  @Override
  public String toString() {
    return "request " + number + ", " + fault + ", " + path;
  }
}
