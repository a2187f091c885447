package dev.leadlight.feedback.label.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.leadlight.feedback.label.shell.LabelCalls.PATIENCE;
import static dev.leadlight.feedback.label.shell.LabelCalls.crm;
import static dev.leadlight.feedback.label.shell.LabelCalls.hubSpot;
import static dev.leadlight.feedback.label.shell.LabelCalls.outcomes;
import static dev.leadlight.feedback.label.shell.LabelCalls.salesforce;
import static dev.leadlight.feedback.label.shell.LabelCalls.salesforceJson;
import static dev.leadlight.feedback.label.shell.LabelCalls.stage;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From what CRMs tell over HTTP to the outcome of a lead. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class CrmLabelsTest {

  WireMockServer vendors;

  @AfterEach
  void forgetStubs() {
    vendors.resetAll();
  }

  @Test
  void aHubSpotDealIsWonWithItsMoneyAndTheLatestStands() {
    vendors.stubFor(
        get(urlPathEqualTo("/crm/v3/objects/deals/4711"))
            .withHeader("Authorization", equalTo("Bearer hubspot-token"))
            .willReturn(
                okJson(
                    """
                    {"properties": {"amount": "320.00", "deal_currency_code": "EUR"},
                     "associations": {"contacts": {"results": [{"id": "99"}]}}}
                    """)));
    vendors.stubFor(
        get(urlPathEqualTo("/crm/v3/objects/contacts/99"))
            .willReturn(okJson("{\"properties\": {\"email\": \"henry@example.com\"}}")));
    Instant now = Instant.now();

    hubSpot(stage(4711, "closedlost", now)).statusCode(200).body("toFetch", is(1));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:henry@example.com")
                    .body("outcomes.kind", contains("lost"))
                    .body("outcomes[0].value", is(320.00f)));
    hubSpot(stage(4711, "closedwon", now.minusSeconds(60))).statusCode(200);
    hubSpot(stage(4711, "closedwon", now.plusSeconds(60))).statusCode(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:henry@example.com")
                    .body("outcomes.kind", contains("won"))
                    .body("outcomes.id", contains("deal:33:4711")));
  }

  @Test
  void aHubSpotDealThatIsReopenedIsNotWonAnyMore() {
    Instant won = Instant.now().minusSeconds(600);
    Instant reopened = won.plusSeconds(300);
    vendors.stubFor(
        get(urlPathEqualTo("/crm/v3/objects/deals/4712"))
            .willReturn(
                okJson(
                    """
                    {"properties": {"amount": "320.00", "deal_currency_code": "EUR",
                       "dealstage": "contractsent", "leadlight_lead_id": null},
                     "propertiesWithHistory": {"dealstage": [
                       {"value": "contractsent", "timestamp": "%s"},
                       {"value": "closedwon", "timestamp": "%s"}]},
                     "associations": {"contacts": {"results": [{"id": "98"}]}}}
                    """
                        .formatted(reopened, won))));
    vendors.stubFor(
        get(urlPathEqualTo("/crm/v3/objects/contacts/98"))
            .willReturn(okJson("{\"properties\": {\"email\": \"hanna@example.com\"}}")));

    hubSpot(stage(4712, "closedwon", won)).statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> outcomes("email:hanna@example.com").body("outcomes.kind", contains("won")));
    hubSpot(stage(4712, "contractsent", reopened)).statusCode(200).body("toFetch", is(1));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:hanna@example.com")
                    .body("outcomes.kind", contains("reopened"))
                    .body("outcomes[0].value", nullValue()));
  }

  @Test
  void ofOpenOpportunitiesOnlyThoseAreReopenedThatWereClosed() {
    String open =
        """
        [{"opportunityId": "0065-back", "isClosed": false, "email": "bea@example.com",
          "lastStageChangeDate": "2026-11-21T10:00:00Z"},
         {"opportunityId": "0065-new", "isClosed": false, "email": "bea@example.com",
          "lastStageChangeDate": "2026-11-21T10:00:00Z"}]
        """;
    salesforceJson(open).statusCode(200).body("taken", is(0)).body("ignored", is(2));
    salesforceJson(
            """
            {"opportunityId": "0065-back", "isClosed": true, "isWon": true, "amount": 99.5,
             "currency": "EUR", "closedAt": "2026-11-20T10:00:00Z", "email": "bea@example.com"}
            """)
        .statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> outcomes("email:bea@example.com").body("outcomes.kind", contains("won")));

    salesforceJson(open).statusCode(200).body("taken", is(1)).body("ignored", is(1));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:bea@example.com")
                    .body("outcomes.id", contains("opportunity:0065-back"))
                    .body("outcomes.kind", contains("reopened")));
  }

  @Test
  void salesforceHearsTheAcknowledgementAndIsRefusedWithEntities() {
    String message =
        """
        <e><notifications xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <Notification><Id>1</Id><sObject xsi:type="sf:Opportunity" xmlns:sf="urn:o"><sf:Id>0065</sf:Id>
        <sf:IsClosed>true</sf:IsClosed><sf:IsWon>false</sf:IsWon><sf:Amount>10.5</sf:Amount>
        <sf:LastModifiedDate>2026-11-20T10:00:00Z</sf:LastModifiedDate>
        <sf:Email>sal@example.com</sf:Email></sObject></Notification></notifications></e>
        """;
    salesforce(message)
        .statusCode(200)
        .contentType("text/xml")
        .body(containsString("<Ack>true</Ack>"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> outcomes("email:sal@example.com").body("outcomes.kind", contains("lost")));

    salesforce("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void salesforceTellsByFlowCalloutsAndByChangeEventsOfOneOrMoreRecords() {
    salesforceJson(
            """
            {"opportunityId": "0065-flow", "isClosed": true, "isWon": true, "amount": 99.5,
             "currency": "EUR", "closedAt": "2026-11-20T10:00:00Z", "email": "flo@example.com"}
            """)
        .statusCode(200)
        .body("taken", is(1));
    salesforceJson(
            """
            [{"schema": "x", "event": {"replayId": 7}, "payload": {
               "ChangeEventHeader": {"entityName": "Opportunity", "changeType": "UPDATE",
                 "recordIds": ["0065-a", "0065-b"], "commitTimestamp": 1795255199000},
               "IsClosed": true, "IsWon": false, "ContactId": "0035-cdc"}},
             {"payload": {"ChangeEventHeader": {"entityName": "Opportunity",
               "changeType": "GAP_UPDATE", "recordIds": ["0065-c"]}}}]
            """)
        .statusCode(200)
        .body("taken", is(2))
        .body("ignored", is(1));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              outcomes("email:flo@example.com")
                  .body("outcomes.kind", contains("won"))
                  .body("outcomes[0].value", is(99.5f));
              outcomes("crm:0035-cdc")
                  .body(
                      "outcomes.id", containsInAnyOrder("opportunity:0065-a", "opportunity:0065-b"))
                  .body("outcomes.kind", contains("lost", "lost"));
            });
  }

  @Test
  void refusesWhatContradictsWhatIsKnownOfTheSameMoment() {
    crm(
            "contra",
            "{\"id\":\"C-1\",\"kind\":\"won\",\"email\":\"con@example.com\",\"occurredAt\":\"2026-11-20T10:00:00Z\"}")
        .statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> outcomes("email:con@example.com").body("outcomes.kind", contains("won")));

    crm(
            "contra",
            "{\"id\":\"C-1\",\"kind\":\"lost\",\"email\":\"con@example.com\",\"occurredAt\":\"2026-11-20T10:00:00Z\"}")
        .statusCode(409)
        .body("detail", containsString("C-1"));
    crm(
            "negative",
            "{\"id\":\"C-2\",\"kind\":\"won\",\"email\":\"con@example.com\",\"value\":-1,\"currency\":\"XYZ\"}")
        .statusCode(422)
        .body("errors.pointer", contains("/value", "/currency"));
    outcomes("email:con@example.com").body("outcomes.id", contains("C-1"));
  }
}
