package dev.leadlight.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** The vendors whose demo accounts the local stack has, calling as they do. */
record DemoAccounts(Api api) {
  private static final String TYPE = "Content-Type";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  /** Zigpoll tells of an answer from 0 to 10. */
  void zigpoll(String id, String email, int satisfaction, Instant at) throws Exception {
    String answer =
        """
        {"_id": "%s", "slideId": "satisfaction", "response": "%d", "email": "%s",
         "createdAt": "%s"}
        """
            .formatted(id, satisfaction, email, at);
    taken(
        api.sendAsStranger(
            "POST",
            "/v1/surveys/demo-zigpoll",
            answer,
            TYPE,
            JSON,
            "X-Leadlight-Secret",
            "demo-zigpoll-secret"));
  }

  /** Qualtrics tells of a response, which has then to be fetched: satisfaction is 1 to 5. */
  void qualtrics(String response, String email, int satisfaction, Instant at) throws Exception {
    played(
        "/API/v3/surveys/SV_1/responses/" + response,
        """
        {"result": {"values": {"finished": 1, "recordedDate": "%s", "QID1": %d, "email": "%s"}}}
        """
            .formatted(at, satisfaction, email));
    taken(
        api.sendAsStranger(
            "POST",
            "/v1/surveys/demo-qualtrics?key=demo-qualtrics-secret",
            "SurveyID=SV_1&ResponseID=" + response,
            TYPE,
            FORM));
  }

  /** HubSpot tells that a deal is won; its money and its contact have then to be fetched. */
  void hubspotWon(int deal, String email, String amount, Instant at) throws Exception {
    played(
        "/crm/v3/objects/deals/" + deal,
        """
        {"properties": {"amount": "%s", "deal_currency_code": "EUR"},
         "associations": {"contacts": {"results": [{"id": "7"}]}}}
        """
            .formatted(amount));
    played("/crm/v3/objects/contacts/7", "{\"properties\": {\"email\": \"%s\"}}".formatted(email));
    String event =
        """
        [{"subscriptionType": "deal.propertyChange", "objectId": %d, "portalId": 1,
          "propertyName": "dealstage", "propertyValue": "closedwon", "occurredAt": %d}]
        """
            .formatted(deal, at.toEpochMilli());
    String path = "/v1/crm/demo-hubspot";
    String now = Long.toString(Instant.now().toEpochMilli());
    byte[] proof =
        Hmac.sha256("demo-hubspot-secret", "POST" + api.front().resolve(path) + event + now);
    taken(
        api.sendAsStranger(
            "POST",
            path,
            event,
            TYPE,
            JSON,
            "X-HubSpot-Request-Timestamp",
            now,
            "X-HubSpot-Signature-v3",
            Base64.getEncoder().encodeToString(proof)));
  }

  /** Somebody presses the first button of a Slack message, which says that the lead is good. */
  void slackClick(JsonNode message, Instant at) throws Exception {
    JsonNode button = message.at("/body/blocks/3/elements/0");
    assertThat(button.at("/text/text").asText()).isEqualTo("Good lead");
    String click =
        """
        {"type": "block_actions", "user": {"id": "U1"},
         "container": {"channel_id": "C1", "message_ts": "1.5"},
         "actions": [{"action_id": "%s", "value": "%s", "action_ts": "%d.000"}]}
        """
            .formatted(
                button.path("action_id").asText(),
                button.path("value").asText(),
                at.getEpochSecond());
    String form = "payload=" + URLEncoder.encode(click, UTF_8);
    String now = Long.toString(Instant.now().getEpochSecond());
    byte[] proof = Hmac.sha256("demo-slack-secret", "v0:" + now + ":" + form);
    taken(
        api.sendAsStranger(
            "POST",
            "/v1/slack/interactions",
            form,
            TYPE,
            FORM,
            "X-Slack-Request-Timestamp",
            now,
            "X-Slack-Signature",
            "v0=" + HexFormat.of().formatHex(proof)));
  }

  private void played(String path, String answer) throws IOException, InterruptedException {
    taken(api.sendAsStranger("PUT", "/demo-vendors" + path, answer, TYPE, JSON));
  }

  private static void taken(Api.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
  }
}
