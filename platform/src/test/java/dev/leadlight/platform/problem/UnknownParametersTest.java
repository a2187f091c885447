package dev.leadlight.platform.problem;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadlight.contracts.json.ContractJson;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownParametersTest {

  private final UnknownParameters parameters;

  UnknownParametersTest() throws JsonProcessingException {
    parameters =
        new UnknownParameters(
            ContractJson.mapper()
                .readTree(
                    """
                    {"paths": {
                      "/v1/leads": {
                        "get": {"security": [{"token": ["viewer"]}],
                          "parameters": [{"name": "tier", "in": "query"}, {"name": "limit", "in": "query"},
                            {"name": "Last-Event-ID", "in": "header"}]},
                        "post": {"security": [{"token": ["operator"]}]}},
                      "/v1/{call}": {"post": {"parameters": [{"name": "writeKey", "in": "query"}]}}}}
                    """));
  }

  @Test
  void aSlipInTheNameOfAFilterIsToldWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> parameters.check("GET", "/v1/leads", Set.of("tier", "teir")))
        .isInstanceOf(ProblemException.class)
        .hasMessage("teir: this call has only limit, tier");
    assertThatThrownBy(() -> parameters.check("POST", "/v1/leads", Set.of("tier")))
        .hasMessage("tier: this call has no parameters");
    assertThatThrownBy(() -> parameters.check("GET", "/v1/leads", Set.of("Last-Event-ID")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void whatACallHasIsTaken() {
    assertThatNoException()
        .isThrownBy(() -> parameters.check("GET", "/v1/leads", Set.of("tier", "limit")));
  }

  @Test
  void callsWithoutATokenAreLetBe() {
    assertThatNoException()
        .isThrownBy(() -> parameters.check("POST", "/v1/{call}", Set.of("utm_source")));
    assertThatNoException().isThrownBy(() -> parameters.check("GET", "/other", Set.of("x")));
  }
}
