package dev.leadlight.routing.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.leadlight.routing.destination.ReadyDestination;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that vendors lend: one for all calls, and another when it is not taken any more. */
@QuarkusTest
class LentTokensTest extends VendorServers {

  @ParameterizedTest
  @EnumSource(names = {"SALESFORCE", "MARKETO"})
  void tokenIsLentOnceForAll(Vendor vendor) {
    answersWith(vendor, okJson(vendor.success));
    ReadyDestination destination = ready(vendor);

    Uni.join()
        .all(sending(vendor, destination), sending(vendor, destination))
        .andFailFast()
        .await()
        .indefinitely();
    sending(vendor, destination).await().indefinitely();

    assertThat(tokens()).hasSize(1);
    assertThat(calls(vendor))
        .hasSize(3)
        .allSatisfy(call -> assertThat(call.getHeader("authorization")).isEqualTo("Bearer lent"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SALESFORCE", "MARKETO"})
  void tokenThatIsNotTakenAnyMoreIsRenewedOnce(Vendor vendor) {
    http.stubFor(
        any(urlPathMatching("/" + vendor.type() + "/.*"))
            .inScenario(vendor.type())
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("renewed")
            .willReturn(aResponse().withStatus(401)));
    http.stubFor(
        any(urlPathMatching("/" + vendor.type() + "/.*"))
            .inScenario(vendor.type())
            .whenScenarioStateIs("renewed")
            .willReturn(okJson(vendor.success)));
    lendsEachTimeAnother();

    assertThat(send(vendor).outcome().code()).isEqualTo("accepted");
    assertThat(tokens()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"SALESFORCE", "MARKETO"})
  void withoutATokenNothingIsSent(Vendor vendor) {
    http.stubFor(
        any(urlPathMatching(TOKEN_PATHS)).atPriority(1).willReturn(aResponse().withStatus(401)));

    assertThat(send(vendor).outcome().code()).isEqualTo("unauthorized");
    assertThat(calls(vendor)).isEmpty();
  }

  private void lendsEachTimeAnother() {
    for (String state : List.of(Scenario.STARTED, "again")) {
      http.stubFor(
          any(urlPathMatching(TOKEN_PATHS))
              .atPriority(1)
              .inScenario("tokens")
              .whenScenarioStateIs(state)
              .willSetStateTo("again")
              .willReturn(okJson("{\"access_token\":\"lent-" + state + "\",\"expires_in\":3599}")));
    }
  }

  private List<LoggedRequest> tokens() {
    return http.findAll(anyRequestedFor(urlPathMatching(TOKEN_PATHS)));
  }
}
