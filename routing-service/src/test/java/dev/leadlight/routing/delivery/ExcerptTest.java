package dev.leadlight.routing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

  @ParameterizedTest
  @CsvSource({
    "no_service, no_service",
    "unknown contact ann@example.com, unknown contact [e-mail]",
    "ann@example.com;bob@example.com, [e-mail];[e-mail]",
    "from <ann@example.com> to ann@, from <[e-mail]> to ann@",
    "a@b@c, [e-mail]@c",
    "2026-11-22T17:00:00Z HTTPS://example.com, [number]T17:00:00Z [url]",
    "neighbours of a baker, neighbours of a baker",
    "call +49 30 1234567 now, call [number] now",
    "see https://hooks.slack.com/services/T0/B0/secret, see [url]",
    "bad key whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, bad key [key]",
    "Authorization: Bearer abc.def, Authorization: [key]",
    "error 404, error 404"
  })
  void blotsOutWhatIsPersonalOrSecret(String said, String kept) {
    assertThat(Excerpt.of(said)).isEqualTo(kept);
  }

  @Test
  void isOneShortLine() {
    assertThat(Excerpt.of("a\r\n\tb ")).isEqualTo("a b");
    assertThat(Excerpt.of("x".repeat(5000))).hasSize(300).endsWith("…");
  }
}
