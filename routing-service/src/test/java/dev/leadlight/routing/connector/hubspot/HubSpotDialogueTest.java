package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.ABSENT;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.BOB;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.CREATED;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.EXISTS;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.NOBODYS;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.RITA;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.SOMEBODYS;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.UNKNOWN_PROPERTY;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.WRITTEN;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.step;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.talk;
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
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotDialogueTest {

  @Test
  void contactGetsItsRepWhenNobodyOwnsIt() throws IOException {
    talk(Verb.UPSERT_CONTACT, Map.of(), RITA, NOBODYS, WRITTEN)
        .assertSame("hubspot-upsert-contact.http");
  }

  @Test
  void ownerThatSomebodyChoseStays() {
    Transcript talk = talk(Verb.UPSERT_CONTACT, Map.of(), RITA, SOMEBODYS, WRITTEN);

    assertThat(talk.calls().get(2).message().body()).doesNotContain("hubspot_owner_id");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void actionMayAlwaysSetTheOwner() {
    Transcript talk = talk(Verb.UPSERT_CONTACT, Map.of("owner", "always"), RITA, WRITTEN);

    assertThat(talk.calls().get(1).message().body()).contains("\"hubspot_owner_id\":\"51822\"");
  }

  @Test
  void actionMayLeaveTheOwnerAlone() {
    assertThat(talk(Verb.UPSERT_CONTACT, Map.of("owner", "never"), WRITTEN).calls()).hasSize(1);
  }

  @Test
  void missingPropertiesAreCreatedOnFirstUse() throws IOException {
    talk(
            Verb.UPSERT_CONTACT,
            Map.of("owner", "never"),
            UNKNOWN_PROPERTY,
            EXISTS,
            CREATED,
            CREATED,
            EXISTS,
            CREATED,
            CREATED,
            CREATED,
            CREATED,
            WRITTEN)
        .assertSame("hubspot-first-use.http");
  }

  @Test
  void propertyThatCannotBeCreatedEndsIt() {
    Transcript talk =
        talk(
            Verb.UPSERT_CONTACT,
            Map.of("owner", "never"),
            UNKNOWN_PROPERTY,
            answer(403, "{\"category\":\"MISSING_SCOPES\"}"));

    assertThat(talk.outcome()).isEqualTo(Outcome.refused(Reason.UNAUTHORIZED));
  }

  @Test
  void propertyStillUnknownIsNotCreatedForever() {
    Transcript talk =
        talk(
            Verb.CLOSE_TASK,
            Map.of(),
            ABSENT,
            UNKNOWN_PROPERTY,
            CREATED,
            CREATED,
            CREATED,
            UNKNOWN_PROPERTY);

    assertThat(talk.outcome()).isEqualTo(Outcome.refused(Reason.REJECTED));
  }

  @ParameterizedTest
  @CsvSource({"7, true", "8, false"})
  void ownerWhoHasLetTheLeadGoIsReplaced(String former, boolean replaced) {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.UPSERT_CONTACT, Map.of()), BOB)),
            RITA,
            SOMEBODYS,
            answer(200, "{\"results\":[{\"id\":\"" + former + "\"}]}"),
            WRITTEN);

    assertThat(talk.calls().get(2).target()).contains("bob%40shop.example");
    assertThat(talk.calls().get(3).message().body().contains("\"hubspot_owner_id\":\"51822\""))
        .isEqualTo(replaced);
  }

  @Test
  void partialFailureOfTheBatchIsThisDeliverys() {
    HttpExchange partial =
        answer(207, "{\"numErrors\":1,\"errors\":[{\"category\":\"VALIDATION_ERROR\"}]}");

    assertThat(talk(Verb.UPSERT_CONTACT, Map.of("owner", "never"), partial).outcome())
        .isEqualTo(Outcome.refused(Reason.REJECTED));
  }

  @ParameterizedTest
  @CsvSource({
    "TEN_SECONDLY_ROLLING, PT10S",
    "SECONDLY, PT1S",
    "'', PT10S",
    // T0 is 11:15 in Berlin.
    "DAILY, PT12H45M"
  })
  void rateLimitsSayHowLongToWait(String policy, Duration pause) {
    HttpExchange limited = answer(429, "{\"policyName\":\"" + policy + "\"}");

    assertThat(talk(Verb.UPSERT_CONTACT, Map.of("owner", "never"), limited).outcome())
        .isEqualTo(new Outcome.Failed(Reason.THROTTLED, pause));
  }

  @ParameterizedTest
  @CsvSource({
    "400, rejected",
    "401, unauthorized",
    "403, unauthorized",
    "404, not-found",
    "409, rejected",
    "423, destination-trouble",
    "477, throttled",
    "500, destination-trouble",
    "524, destination-trouble"
  })
  void otherAnswersHaveTheirReason(int status, String reason) {
    HttpExchange failed = answer(status, "{}", Map.of("retry-after", "3600"));

    assertThat(talk(Verb.UPSERT_CONTACT, Map.of("owner", "never"), failed).outcome())
        .isNotNull()
        .returns(reason, Outcome::code);
  }

  @Test
  void leadWithoutAnAddressIsNamedByItsField() {
    TierChange nameless =
        TierChanges.with(
            TierChanges.becomesSalesReady(Deliveries.ann()),
            List.of(new Identity(IdentityKind.USER, "u1")),
            new Contact(null, null, null, null, null),
            List.of());

    assertThatThrownBy(() -> step(Deliveries.asking(Verb.UPSERT_CONTACT, Map.of(), 0, nameless)))
        .isInstanceOf(UnmappableException.class)
        .hasFieldOrPropertyWithValue("field", "contact.email");
  }
}
