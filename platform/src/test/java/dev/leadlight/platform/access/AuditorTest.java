package dev.leadlight.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditorTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/leads/email:ann@example.com/unmerge, /v1/leads/email:*/unmerge",
    "/v1/leads/email%3Aann@example.com, /v1/leads/email:*",
    "/v1/leads/e%6Dail:ann@example.com, /v1/leads/email:*",
    "/v1/leads/%zz, /v1/leads/%zz",
    "/, /",
    "/v1/leads/lead:Zm9v/rebuild, /v1/leads/lead:Zm9v/rebuild",
    "/v1/tokens/tok_1, /v1/tokens/tok_1"
  })
  void namesOfPeopleAreBlottedOut(String path, String noted) {
    assertThat(Auditor.anonymous(path)).isEqualTo(noted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/people/user:u1/export",
        "/v1/people/user:u1/export/",
        "/v1/people/user:u1/%65xport",
        "/v1/people/user:u1/export;a=b"
      })
  void anExportIsOneHoweverItIsSpelled(String path) {
    assertThat(Auditor.isExport(path)).isTrue();
  }
}
