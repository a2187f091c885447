package dev.leadlight.routing.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.shell.Connector;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of contacts that go to HubSpot, together and alone, and of their owners. */
@QuarkusTest
class HubSpotContactsTest extends VendorServers {

  @Test
  void ownersAreAskedForOnce() {
    answersWith(Vendor.HUBSPOT, okJson(Vendor.HUBSPOT.success));
    ReadyDestination destination = ready(Vendor.HUBSPOT);
    Connector hubspot = connector(Vendor.HUBSPOT);
    Delivery delivery = Deliveries.asking(Verb.UPSERT_CONTACT, Map.of("owner", "always"));

    hubspot.send(delivery, destination).await().indefinitely();
    hubspot.send(delivery, destination).await().indefinitely();

    assertThat(calls(Vendor.HUBSPOT))
        .extracting(call -> call.getUrl().replaceAll("\\?.*", ""))
        .containsExactlyInAnyOrder(
            "/hubspot/crm/owners/2026-03/",
            "/hubspot/crm/objects/2026-03/contacts/batch/upsert",
            "/hubspot/crm/objects/2026-03/contacts/batch/upsert");
  }

  @ParameterizedTest
  @CsvSource({"401, unauthorized", "429, throttled", "500, destination-trouble"})
  void contactsOfACallShareItsFate(int status, String reason) {
    answersWith(Vendor.HUBSPOT, aResponse().withStatus(status).withBody("{}"));

    assertThat(sendContacts("ann", "bob")).containsExactly(reason, reason);
    assertThat(calls(Vendor.HUBSPOT)).hasSize(1);
  }

  @Test
  void oneBadContactFailsAloneThoughHubSpotRefusesTheCall() {
    answersWith(Vendor.HUBSPOT, okJson(Vendor.HUBSPOT.success));
    http.stubFor(
        any(urlPathMatching("/hubspot/.*"))
            .withRequestBody(containing("bob@example.com"))
            .willReturn(aResponse().withStatus(400).withBody("{}")));

    assertThat(sendContacts("ann", "bob", "cleo"))
        .containsExactly("accepted", "rejected", "accepted");
    assertThat(calls(Vendor.HUBSPOT)).as("together, then each alone").hasSize(4);
  }

  @Test
  void contactOfWhichTheAnswerSaysSoFailsAlone() {
    answersWith(
        Vendor.HUBSPOT,
        aResponse()
            .withStatus(207)
            .withBody(
                "{\"results\":[{\"id\":\"1\",\"objectWriteTraceId\":\"dlv_ann0\"}],"
                    + "\"errors\":[{\"category\":\"VALIDATION_ERROR\","
                    + "\"context\":{\"objectWriteTraceId\":[\"dlv_bob1\"]}}]}"));

    assertThat(sendContacts("ann", "bob")).containsExactly("accepted", "rejected");
    assertThat(calls(Vendor.HUBSPOT)).hasSize(1);
  }

  @Test
  void leadsOfOneAddressGoInCallsOfTheirOwn() {
    answersWith(Vendor.HUBSPOT, okJson(Vendor.HUBSPOT.success));

    assertThat(sendContacts("ann", "bob", "Ann"))
        .containsExactly("accepted", "accepted", "accepted");
    assertThat(calls(Vendor.HUBSPOT)).hasSize(2);
  }

  private List<String> sendContacts(String... names) {
    return sendingContacts(names).await().indefinitely();
  }
}
