package dev.leadlight.routing.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.destination.Settings;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How connectors bear what vendors' servers and the network do to them. */
@QuarkusTest
class VendorConnectorsTest extends VendorServers {

  static Stream<Arguments> answers() {
    return Arrays.stream(Vendor.values())
        .flatMap(
            vendor ->
                Map.of(
                        401, "unauthorized",
                        403, "unauthorized",
                        404, "not-found",
                        409, "rejected",
                        410, vendor == Vendor.KLAVIYO ? "rejected" : "gone",
                        429, "throttled",
                        500, "destination-trouble",
                        302, "redirected")
                    .entrySet()
                    .stream()
                    .map(answer -> Arguments.of(vendor, answer.getKey(), answer.getValue())));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersHaveTheirReason(Vendor vendor, int status, String reason) {
    answersWith(vendor, aResponse().withStatus(status).withBody("{}"));

    assertThat(send(vendor).outcome().code()).isEqualTo(reason);
    // once more with a token lent anew, and with a request that makes who is not there
    boolean isAskedAgain =
        (status == 401 && lendsTokens(vendor)) || (status == 404 && vendor == Vendor.SALESFORCE);
    assertThat(calls(vendor)).hasSize(isAskedAgain ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void deliversOnceAndShowsNoSecret(Vendor vendor) {
    answersWith(vendor, okJson(vendor.success));

    Answer answer = send(vendor);

    assertThat(answer.outcome().code()).isEqualTo("accepted");
    assertThat(calls(vendor)).hasSize(1);
    assertThat(answer.toString())
        .doesNotContain("ann@example.com", "lent", "s3cret", "/catch", "whsec_");
  }

  @ParameterizedTest
  @EnumSource
  void closedConnectionIsNoAnswer(Vendor vendor) {
    answersWith(vendor, aResponse().withFault(Fault.EMPTY_RESPONSE));

    assertThat(send(vendor).outcome().code()).isIn("unreachable", "timeout");
  }

  @Test
  void silenceIsATimeout() {
    for (Vendor vendor : Vendor.values()) {
      answersWith(vendor, okJson(vendor.success).withFixedDelay(20_000));
    }

    List<List<String>> outcomes =
        Uni.join()
            .all(
                Stream.concat(
                        Arrays.stream(Vendor.values())
                            .map(vendor -> sending(vendor, ready(vendor)))
                            .map(sent -> sent.map(answer -> List.of(answer.outcome().code()))),
                        Stream.of(sendingContacts("ann", "bob")))
                    .toList())
            .andFailFast()
            .await()
            .indefinitely();

    assertThat(outcomes).allSatisfy(each -> assertThat(each).containsOnly("timeout"));
  }

  @ParameterizedTest
  @EnumSource(names = {"HUBSPOT", "SALESFORCE", "KLAVIYO", "MARKETO"})
  void tryingOutLeavesNothingBehind(Vendor vendor) {
    answersWith(vendor, okJson(vendor.success));

    Answer answer = connector(vendor).test(vendor.delivery(), ready(vendor)).await().indefinitely();

    assertThat(answer.outcome().code()).isEqualTo("accepted");
    assertThat(calls(vendor))
        .singleElement()
        .satisfies(call -> assertThat(call.getMethod()).isEqualTo(RequestMethod.GET));
  }

  @ParameterizedTest
  @EnumSource
  void settingsOfTheseTestsAreAccepted(Vendor vendor) {
    Set<String> secrets = vendor.secrets(http.baseUrl()).keySet();

    assertThat(connector(vendor).checkSettings(ready(vendor).settings(), secrets)).isEmpty();
    assertThat(connector(vendor).checkSettings(new Settings(Map.of("colour", "blue")), Set.of()))
        .extracting("pointer")
        .contains("/settings/colour");
  }

  private static boolean lendsTokens(Vendor vendor) {
    return vendor == Vendor.SALESFORCE || vendor == Vendor.MARKETO;
  }
}
