package dev.leadlight.routing.connector.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoë Ümlaut-Straße is sales-ready (100)",
        "🛍️ Queen 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 is sales-ready (100)",
        "שרה כהן is sales-ready (100)",
        "=?utf-8?Q?Boss?= is sales-ready (100)"
      })
  void subjectIsReadAsItWasWritten(String subject) throws UnsupportedEncodingException {
    String header = MailHeaders.subject(subject);

    assertThat(header).containsPattern("^[ -~]+$");
    assertThat(header.split(" ")).allSatisfy(word -> assertThat(word).hasSizeLessThan(76));
    assertThat(MimeUtility.decodeText(header)).isEqualTo(subject);
  }

  @Test
  void plainSubjectStaysPlain() {
    assertThat(MailHeaders.subject("O'Brien & Sons is sales-ready (100)"))
        .isEqualTo("O'Brien & Sons is sales-ready (100)");
  }

  @ParameterizedTest
  @CsvSource({
    "ann@müller.example, ann@xn--mller-kva.example",
    "ann@example.com, ann@example.com",
    "Ann <ann@müller.example>, Ann <ann@xn--mller-kva.example>",
    "not an address, not an address",
    "@, @"
  })
  void domainIsAsTheDnsKnowsIt(String address, String header) {
    assertThat(MailHeaders.address(address)).isEqualTo(header);
  }
}
