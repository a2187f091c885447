package dev.leadlight.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/leads/email:ann@example.com",
        "/v1/leads/email%3Aann%40example.com",
        "/v1/leads/%65mail:ann@example.com",
        "/v1/leads/%65%6d%61%69%6C%3aann+x@example.com"
      })
  void nobodysNameIsWrittenDownHoweverItIsEscaped(String path) {
    assertThat(Auditor.anonymous(path)).isEqualTo("/v1/leads/email:*");
    assertThat(Auditor.anonymous(path + "/unmerge")).isEqualTo("/v1/leads/email:*/unmerge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/leads/%zz",
        "/v1/leads/lead:Zm9v/rebuild",
        "/v1/tokens/tok_1",
        "/v1/reps/r%C3%B6b/duty"
      })
  void whatNamesNobodyStaysAsItWasSent(String path) {
    assertThat(Auditor.anonymous(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/leads, false",
    "POST, /v1/leads/lookup, false",
    "POST, /v1/playbooks/dry-run, false",
    "POST, /v1/scorecards/validate, false",
    "GET, /v1/people/user:u1/export, true",
    "GET, /v1/people/user:u1/export/, true",
    "GET, /v1/people/user:u1/%65xport, true",
    "DELETE, /v1/leads/user:u1, true",
    "POST, /v1/deliveries/replay, true"
  })
  void whatOnlyReadsLeavesNoEntryButTheExportOfAPerson(String method, String path, boolean noted) {
    assertThat(Auditor.isWorthNoting(HttpMethod.valueOf(method), path)).isEqualTo(noted);
  }
}
