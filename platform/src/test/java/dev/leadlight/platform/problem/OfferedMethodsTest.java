package dev.leadlight.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadlight.contracts.json.ContractJson;
import org.junit.jupiter.api.Test;

class OfferedMethodsTest {

  private final OfferedMethods offered;

  OfferedMethodsTest() throws JsonProcessingException {
    offered =
        new OfferedMethods(
            ContractJson.mapper()
                .readTree(
                    """
                    {"paths": {
                      "/v1/leads/{lead}": {"parameters": [], "get": {}, "delete": {}},
                      "/v1/leads/lookup": {"post": {}},
                      "/v1/leads/{lead}/export": {"get": {}}}}
                    """));
  }

  @Test
  void aPathHasTheMethodsOfAllItCanMean() {
    assertThat(offered.at("/v1/leads/user:u.1"))
        .containsExactly("DELETE", "GET", "HEAD", "OPTIONS");
    assertThat(offered.at("/v1/leads/lookup"))
        .containsExactly("DELETE", "GET", "HEAD", "OPTIONS", "POST");
    assertThat(offered.at("/v1/leads/a%2Fb/export")).containsExactly("GET", "HEAD", "OPTIONS");
  }

  @Test
  void ofOtherPathsNothingIsSaid() {
    assertThat(offered.at("/v1/leads/a/b")).isEmpty();
    assertThat(offered.at("/v1/leads")).isEmpty();
  }
}
