package dev.leadlight.routing.connector.marketo;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.Token;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketoDialogueTest {

  private static final Map<String, String> LIST = Map.of("list", "1001");
  private static final HttpExchange WRITTEN =
      answer(200, "{\"success\":true,\"result\":[{\"id\":318581,\"status\":\"updated\"}]}");
  private static final HttpExchange DONE =
      answer(200, "{\"success\":true,\"result\":[{\"id\":318581,\"status\":\"added\"}]}");

  @Test
  void leadIsWrittenByItsAddress() throws IOException {
    talk(Verb.UPSERT_PROFILE, Map.of(), WRITTEN).assertSame("marketo-upsert-lead.http");
  }

  @Test
  void listTakesTheLeadsId() throws IOException {
    talk(Verb.ADD_TO_LIST, LIST, WRITTEN, DONE).assertSame("marketo-add-to-list.http");
  }

  @Test
  void leavingAListFindsTheLeadFirst() throws IOException {
    talk(Verb.REMOVE_FROM_LIST, LIST, WRITTEN, recordFailure("1015"))
        .assertSame("marketo-remove-from-list.http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\":true,\"result\":[]}",
        "{\"success\":false,\"errors\":[{\"code\":\"702\"}]}"
      })
  void whoIsUnknownThereIsOnNoList(String body) {
    assertThat(talk(Verb.REMOVE_FROM_LIST, LIST, answer(200, body)).outcome())
        .isEqualTo(Outcome.accepted());
  }

  @Test
  void campaignGetsItsTokens() throws IOException {
    Map<String, String> with =
        Map.of(
            "campaign", "2002",
            "{{my.score}}", "{score}",
            "{{my.greeting}}", "{name} is {tier}");

    talk(Verb.TRIGGER_CAMPAIGN, with, WRITTEN, DONE).assertSame("marketo-trigger-campaign.http");
  }

  @ParameterizedTest
  @CsvSource({
    "601, unauthorized, ",
    "602, unauthorized, ",
    "603, unauthorized, ",
    "604, destination-trouble, ",
    "608, destination-trouble, ",
    "611, destination-trouble, ",
    "713, destination-trouble, ",
    "606, throttled, PT20S",
    "615, throttled, PT1S",
    // T0 is 04:15 in Chicago.
    "607, throttled, PT19H45M",
    "609, rejected, ",
    "610, not-found, ",
    "702, accepted, ",
    "709, rejected, "
  })
  void errorsOfACallComeWith200(String code, String reason, @Nullable Duration pause) {
    HttpExchange failed =
        answer(200, "{\"success\":false,\"errors\":[{\"code\":\"" + code + "\"}]}");

    assertOutcome(talk(Verb.UPSERT_PROFILE, Map.of(), failed), reason, pause);
  }

  @ParameterizedTest
  @CsvSource({
    "1003, rejected",
    "1005, accepted",
    "1006, rejected",
    "1007, ambiguous",
    "1013, not-found",
    "1029, throttled",
    "1037, accepted"
  })
  void errorsOfARecordComeWithSuccess(String code, String reason) {
    assertThat(talk(Verb.UPSERT_PROFILE, Map.of(), recordFailure(code)).outcome())
        .isNotNull()
        .returns(reason, Outcome::code);
  }

  @Test
  void proxysPageIsNoSuccess() {
    assertThat(talk(Verb.UPSERT_PROFILE, Map.of(), answer(200, "<html>")).outcome())
        .isEqualTo(Outcome.failed(Reason.DESTINATION_TROUBLE));
  }

  @Test
  void addressBeyondAsciiIsNamedByItsField() {
    TierChange jose =
        TierChanges.with(
            TierChanges.becomesSalesReady(Deliveries.ann()),
            List.of(),
            new Contact(null, "josé@example.com", null, null, null),
            List.of());

    assertThatThrownBy(
            () ->
                MarketoDialogue.of(
                    Deliveries.asking(Verb.UPSERT_PROFILE, Map.of(), 0, jose), settings(), T0))
        .isInstanceOf(UnmappableException.class)
        .hasFieldOrPropertyWithValue("field", "contact.email");
  }

  @Test
  void tokenEndsAMinuteEarly() {
    MarketoTokens tokens = new MarketoTokens("id", "s3cret");

    assertThat(tokens.request(T0).target())
        .isEqualTo(
            "/identity/oauth/token?client_id=id&client_secret=s3cret&grant_type=client_credentials");
    assertThat(tokens.token(answer(200, "{\"access_token\":\"t\",\"expires_in\":3599}"), T0))
        .contains(new Token("t", null, T0.plusSeconds(3539)));
    assertThat(tokens.wantsAnother(answer(200, "{\"errors\":[{\"code\":\"602\"}]}"))).isTrue();
    assertThat(tokens.wantsAnother(WRITTEN)).isFalse();
    assertThat(tokens.toString()).doesNotContain("s3cret");
  }

  private static void assertOutcome(Transcript talk, String reason, @Nullable Duration pause) {
    assertThat(talk.outcome()).isNotNull().returns(reason, Outcome::code);
    if (pause != null) {
      assertThat(talk.outcome()).isEqualTo(new Outcome.Failed(Reason.THROTTLED, pause));
    }
  }

  private static HttpExchange recordFailure(String code) {
    return answer(
        200,
        "{\"success\":true,\"result\":[{\"status\":\"skipped\",\"reasons\":[{\"code\":\""
            + code
            + "\"}]}]}");
  }

  private static Transcript talk(Verb verb, Map<String, String> with, HttpExchange... answers) {
    return Transcript.of(
        MarketoDialogue.of(Deliveries.asking(verb, with), settings(), T0), answers);
  }

  private static MarketoSettings settings() {
    return MarketoSettings.of(new Settings(Map.of()));
  }
}
