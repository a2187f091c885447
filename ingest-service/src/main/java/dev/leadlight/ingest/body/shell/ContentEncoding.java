package dev.leadlight.ingest.body.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
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
   * @throws ProblemException 400 if it is damaged, 413 if more than {@code maxBytes} come out, 415
   *     for another encoding
   */
  public static byte[] decoded(byte[] body, @Nullable String encoding, long maxBytes) {
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "identity", "" -> body;
      case "gzip", "x-gzip", "deflate" -> inflated(body, name, maxBytes);
      default ->
          throw new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "Bodies are compressed by gzip or deflate.");
    };
  }

  private static byte[] inflated(byte[] body, String name, long maxBytes) {
    byte[] plain;
    try (InputStream in = inflating(body, name)) {
      plain = in.readNBytes(Math.toIntExact(maxBytes + 1));
    } catch (IOException damaged) {
      throw new ProblemException(
          ProblemType.MALFORMED_JSON, "The body is not compressed as its encoding says.");
    }
    if (plain.length > maxBytes) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE,
          "A request has at most " + maxBytes + " bytes after decompression.");
    }
    return plain;
  }

  private static InputStream inflating(byte[] body, String name) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return name.equals("deflate") ? new InflaterInputStream(in) : new GZIPInputStream(in, 8192);
  }

  private ContentEncoding() {}
}
