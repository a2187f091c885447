package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body without its compression, undone while it is read: however much comes out, little stays.
 */
final class PlainBody extends InputStream {

  private final BodyPipe sent;
  private final boolean zipped;
  private @Nullable InputStream plain;

  private PlainBody(BodyPipe sent, boolean zipped) {
    this.sent = sent;
    this.zipped = zipped;
  }

  /**
   * Whether a body of that encoding is zipped.
   *
   * @throws ProblemException 415 for an encoding that we do not know
   */
  static boolean isZipped(@Nullable String encoding) {
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "identity", "" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "Files are compressed by gzip or not at all.");
    };
  }

  static PlainBody of(BodyPipe sent, boolean zipped) {
    return new PlainBody(sent, zipped);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      if (plain == null) {
        plain = zipped ? unzipped() : sent;
      }
      return plain.read(target, offset, length);
    } catch (BrokenOffException broken) {
      throw broken;
    } catch (IOException damaged) {
      throw new FileFaultException(
          "The body is not gzip, or damaged, or cut short, or goes on as something else.");
    }
  }

  private InputStream unzipped() throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(sent)
        .setDecompressConcatenated(true)
        .get();
  }
}
