package dev.leadlight.routing.connector.klaviyo;

import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KlaviyoDialogueTest {

  private static final Map<String, String> LIST = Map.of("list", "Y6nRLr");
  private static final Map<String, String> SUBSCRIPTION =
      Map.of("list", "Y6nRLr", "subscribe", "true");
  private static final HttpExchange PROFILE = answer(200, "{\"data\":{\"id\":\"01J\"}}");
  private static final HttpExchange WILLING = consent("SUBSCRIBED", "[]");
  private static final HttpExchange DONE = answer(204, "");
  private static final HttpExchange TAKEN = answer(202, "");

  @Test
  void profileIsWrittenInOneCall() throws IOException {
    talk(Verb.UPSERT_PROFILE, Map.of(), PROFILE).assertSame("klaviyo-upsert-profile.http");
  }

  @Test
  void eventHasTheDeliverysIdAndTheMomentOfTheCrossing() throws IOException {
    talk(Verb.TRACK_EVENT, Map.of(), TAKEN).assertSame("klaviyo-track-event.http");
  }

  @Test
  void listTakesWhoHasNotSaidNo() throws IOException {
    talk(Verb.ADD_TO_LIST, LIST, PROFILE, WILLING, DONE).assertSame("klaviyo-add-to-list.http");
  }

  @Test
  void leavingAListTakesTheProfileOffIt() throws IOException {
    talk(Verb.REMOVE_FROM_LIST, LIST, answer(200, "{\"data\":[{\"id\":\"01J\"}]}"), DONE)
        .assertSame("klaviyo-remove-from-list.http");
  }

  @Test
  void whoIsUnknownThereIsOnNoList() {
    assertThat(talk(Verb.REMOVE_FROM_LIST, LIST, answer(200, "{\"data\":[]}")).outcome())
        .isEqualTo(Outcome.accepted());
  }

  @Test
  void whoHasAgreedIsSubscribed() throws IOException {
    Transcript.of(
            KlaviyoDialogue.of(
                Deliveries.asking(Verb.ADD_TO_LIST, SUBSCRIPTION, 0, annSays(true)), settings()),
            PROFILE,
            WILLING,
            TAKEN)
        .assertSame("klaviyo-subscribe.http");
  }

  @Test
  void unsubscribingTakesOneCall() throws IOException {
    talk(Verb.REMOVE_FROM_LIST, SUBSCRIPTION, TAKEN).assertSame("klaviyo-unsubscribe.http");
  }

  @Test
  void nobodyIsSubscribedWithoutAYes() {
    Transcript talk = talk(Verb.ADD_TO_LIST, SUBSCRIPTION);

    assertThat(talk.calls()).isEmpty();
    assertThat(talk.outcome()).isEqualTo(Outcome.refused(Reason.NO_CONSENT));
  }

  @Test
  void nobodyIsPutOnAListAgainstANo() {
    Transcript talk =
        Transcript.of(
            KlaviyoDialogue.of(
                Deliveries.asking(Verb.ADD_TO_LIST, LIST, 0, annSays(false)), settings()));

    assertThat(talk.outcome()).isEqualTo(Outcome.refused(Reason.NO_CONSENT));
  }

  @ParameterizedTest
  @CsvSource({
    "UNSUBSCRIBED, []",
    "SUBSCRIBED, [{\"reason\":\"HARD_BOUNCE\"}]",
    "NEVER_SUBSCRIBED, [{\"reason\":\"USER_SUPPRESSED\"}]"
  })
  void whoIsSuppressedThereStaysSo(String consent, String suppression) {
    Transcript talk = talk(Verb.ADD_TO_LIST, LIST, PROFILE, consent(consent, suppression));

    assertThat(talk.outcome()).isEqualTo(Outcome.refused(Reason.NO_CONSENT));
    assertThat(talk.calls()).hasSize(2);
  }

  @Test
  void profileIsKnownByOneIdentifierOnly() {
    TierChange shy =
        TierChanges.with(
            TierChanges.becomesSalesReady(Deliveries.ann()),
            List.of(new Identity(IdentityKind.USER, "u1")),
            new Contact(null, null, "+4930123456", null, null),
            List.of());

    assertThat(
            Transcript.of(
                    KlaviyoDialogue.of(
                        Deliveries.asking(Verb.UPSERT_PROFILE, Map.of(), 0, shy), settings()))
                .calls()
                .get(0)
                .message()
                .body())
        .contains("\"phone_number\":\"+4930123456\"")
        .doesNotContain("external_id", "\"email\"");
  }

  @Test
  void leadWithoutAnyNameThereIsNamedByItsField() {
    TierChange nameless =
        TierChanges.with(
            TierChanges.becomesSalesReady(Deliveries.ann()),
            List.of(new Identity(IdentityKind.ANONYMOUS, "a1")),
            new Contact(null, null, null, null, null),
            List.of());

    assertThatThrownBy(
            () ->
                KlaviyoDialogue.of(
                    Deliveries.asking(Verb.TRACK_EVENT, Map.of(), 0, nameless), settings()))
        .isInstanceOf(UnmappableException.class)
        .hasFieldOrPropertyWithValue("field", "contact.email");
  }

  @ParameterizedTest
  @CsvSource({
    "400, rejected",
    "401, unauthorized",
    "403, unauthorized",
    "404, not-found",
    "409, rejected",
    "410, rejected",
    "413, rejected",
    "429, throttled",
    "503, throttled",
    "500, destination-trouble"
  })
  void answersHaveTheirReason(int status, String reason) {
    HttpExchange failed = answer(status, "{\"errors\":[]}", Map.of("retry-after", "7"));

    assertThat(talk(Verb.UPSERT_PROFILE, Map.of(), failed).outcome())
        .isNotNull()
        .returns(reason, Outcome::code);
  }

  private static HttpExchange consent(String consent, String suppression) {
    return answer(
        200,
        "{\"data\":{\"attributes\":{\"subscriptions\":{\"email\":{\"marketing\":{\"consent\":\""
            + consent
            + "\",\"suppression\":"
            + suppression
            + "}}}}}}");
  }

  private static TierChange annSays(boolean yes) {
    return TierChanges.becomesSalesReadySaying(Deliveries.ann(), "email", yes);
  }

  private static Transcript talk(Verb verb, Map<String, String> with, HttpExchange... answers) {
    return Transcript.of(KlaviyoDialogue.of(Deliveries.asking(verb, with), settings()), answers);
  }

  private static KlaviyoSettings settings() {
    return KlaviyoSettings.of(new Settings(Map.of("properties", Map.of("score", "readiness"))));
  }
}
