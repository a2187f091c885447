package dev.leadlight.ingest.imports.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into rows and knows the offset of each, which no CSV library tells: the offsets are
 * what makes an import resumable. A line break within quotes does not end a row; quotes count where
 * a cell begins with one (RFC 4180). In UTF-8 none of the signs looked for is part of another.
 */
final class RowSplitter {

  /** Longer rows are most likely a quote that is never closed. */
  static final int LONGEST_ROW = 64 * 1024;

  private static final String DELIMITERS = ",;\t|";

  private final InputStream in;
  private final boolean quotes;
  private final byte[] buffer = new byte[2 * LONGEST_ROW];
  private String delimiters = DELIMITERS;
  private long offset;
  private int from;
  private int to;
  private boolean ended;

  /**
   * Splits from there on.
   *
   * @param quotes whether cells may be quoted, as in CSV; otherwise each line is a row
   * @param offset of the stream's first byte
   */
  RowSplitter(InputStream in, boolean quotes, long offset) {
    this.in = in;
    this.quotes = quotes;
    this.offset = offset;
  }

  /** What is between cells; until it is known, any sign that could be it. */
  void delimitedBy(char delimiter) {
    this.delimiters = String.valueOf(delimiter);
  }

  /** Of the next row's first byte. */
  long offset() {
    return offset;
  }

  /**
   * One row.
   *
   * @param closed whether a line break ended it, and not the stream
   * @param whole whether it is short enough; otherwise only its first bytes are there
   */
  record Piece(long start, long end, ByteBuffer bytes, boolean closed, boolean whole) {}

  /**
   * The next row that isn't empty; null at the end of the stream.
   *
   * @throws FileFaultException if it is too long and cells may be quoted: nobody knows where it
   *     ends
   */
  @Nullable Piece next() throws IOException {
    Piece piece = any();
    while (piece != null && !piece.bytes().hasRemaining()) {
      piece = any();
    }
    return piece;
  }

  private @Nullable Piece any() throws IOException {
    Scan scan = new Scan();
    long start = offset;
    byte[] begun = null;
    int at = from;
    while (true) {
      while (at < to && !scan.ends(buffer[at])) {
        at++;
      }
      if (at - from > LONGEST_ROW) {
        begun = passOver(begun, at);
      }
      if (at < to && (buffer[at] == '\n' || at + 1 < to || ended)) {
        int next = buffer[at] == '\r' && at + 1 < to && buffer[at + 1] == '\n' ? at + 2 : at + 1;
        return piece(start, begun, at, next, true);
      }
      if (ended) {
        return from == to && begun == null ? null : piece(start, begun, to, to, false);
      }
      at -= fill();
    }
  }

  /** Keeps what a line that is too long begins with. */
  private byte[] passOver(byte @Nullable [] begun, int at) throws FileFaultException {
    if (quotes) {
      throw new FileFaultException(
          "The row at offset %d is longer than %d bytes; perhaps a quote is not closed."
              .formatted(offset, LONGEST_ROW));
    }
    byte[] kept = begun == null ? Arrays.copyOfRange(buffer, from, from + LONGEST_ROW) : begun;
    offset += at - from;
    from = at;
    return kept;
  }

  private Piece piece(long start, byte @Nullable [] begun, int end, int next, boolean closed) {
    byte[] bytes = begun == null ? Arrays.copyOfRange(buffer, from, end) : begun;
    offset += next - from;
    from = next;
    return new Piece(start, offset, ByteBuffer.wrap(bytes), closed, begun == null);
  }

  /** Reads more, and answers by how much the bytes moved to the front to make room. */
  private int fill() throws IOException {
    int moved = from;
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    int count = in.read(buffer, to, buffer.length - to);
    if (count < 0) {
      ended = true;
    } else {
      to += count;
    }
    return moved;
  }

  /** Where in a row the reader stands. */
  private final class Scan {
    private boolean cellBegins = true;
    private boolean quoted;

    boolean ends(byte sign) {
      if (quotes && sign == '"' && (cellBegins || quoted)) {
        // A doubled quote closes and opens again at once, which comes to the same.
        quoted = !quoted;
        cellBegins = !quoted;
        return false;
      }
      if (quoted) {
        return false;
      }
      cellBegins = delimiters.indexOf(sign) >= 0;
      return sign == '\n' || sign == '\r';
    }
  }
}
