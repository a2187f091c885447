package dev.leadlight.ingest.imports.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zipped file is read to its end, or its sender is told where it broke. */
@QuarkusTest
class ImportZippedTest extends ImportedFiles {

  private final byte[] january = calls.receipts(1_500);
  private final byte[] february =
      (calls.line("F1-", "P-1", "1", "1.00", "sale") + calls.line("F2-", "P-1", "1", "1.00", ""))
          .getBytes(UTF_8);

  @Test
  void isReadWithAllItsMembers() throws IOException {
    sent(together(zipped(january), zipped(new byte[0]), zipped(february)))
        .statusCode(201)
        .body("accepted", equalTo(1_502));
  }

  @Test
  void isNotReadAsIfItHadEndedWherePlainRowsFollow() throws IOException {
    sent(together(zipped(january), february))
        .statusCode(422)
        .header("Upload-Complete", "?0")
        .body("detail", containsString("gzip"));

    assertThat(calls.state()).isEqualTo("interrupted");
    byte[] plain = together(january, february);
    calls.goOn(plain, calls.offset()).statusCode(200).body("messages", equalTo(1_502));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10, 25})
  void isNotReadAsIfItHadEndedWhereItWasCutOff(int left) throws IOException {
    byte[] second = Arrays.copyOf(zipped(february), left);

    sent(together(zipped(january), second)).statusCode(422).body("detail", containsString("gzip"));

    assertThat(calls.state()).isEqualTo("interrupted");
  }

  private ValidatableResponse sent(byte[] body) {
    return calls
        .order("pos-transactions")
        .header("Content-Encoding", "gzip")
        .body(body)
        .post("/v1/imports")
        .then();
  }

  private static byte[] together(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
