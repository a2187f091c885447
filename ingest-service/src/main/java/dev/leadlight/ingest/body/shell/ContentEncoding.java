package dev.leadlight.ingest.body.shell;

import dev.leadlight.contracts.http.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes a body's compression, and stops when more comes out than is allowed. */
public final class ContentEncoding {

  /**
   * The plain body.
   *
   * @param encoding {@code gzip}, {@code deflate}, or none of both
   * @throws BodyException 400 if it is damaged, 413 if more than {@code maxBytes} come out, 415 for
   *     another encoding
   */
  public static byte[] decoded(byte[] body, @Nullable String encoding, long maxBytes) {
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "identity", "" -> body;
      case "gzip", "x-gzip", "deflate" -> inflated(body, name, maxBytes);
      default ->
          throw new BodyException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Bodies are compressed by gzip or deflate.",
              body);
    };
  }

  private static byte[] inflated(byte[] body, String name, long maxBytes) {
    byte[] plain;
    try (InputStream in = inflating(body, name)) {
      plain = in.readNBytes(Math.toIntExact(maxBytes + 1));
    } catch (IOException damaged) {
      throw new BodyException(
          ProblemType.MALFORMED_JSON, "The body is not compressed as its encoding says.", body);
    }
    if (plain.length > maxBytes) {
      throw new BodyException(
          ProblemType.PAYLOAD_TOO_LARGE,
          "A request has at most " + maxBytes + " bytes after decompression.",
          plain);
    }
    return plain;
  }

  private static InputStream inflating(byte[] body, String name) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return name.equals("deflate") ? new InflaterInputStream(in) : new GZIPInputStream(in, 8192);
  }

  private ContentEncoding() {}
}
