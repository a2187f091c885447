package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.TierChanges.T0;
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
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotDialogueTest {

  private static final HttpExchange RITA =
      answer(
          200,
          "{\"results\":[{\"id\":\"1\",\"archived\":true},{\"id\":\"51822\",\"archived\":false}]}");
  private static final Assignee BOB =
      new Assignee("rep-2", "Bob", "bob@shop.example", Map.of(), null);
  private static final HttpExchange NOBODYS =
      answer(200, "{\"results\":[{\"id\":\"30451\",\"properties\":{\"hubspot_owner_id\":\"\"}}]}");
  private static final HttpExchange SOMEBODYS =
      answer(200, "{\"results\":[{\"id\":\"30451\",\"properties\":{\"hubspot_owner_id\":\"7\"}}]}");
  private static final HttpExchange ABSENT =
      answer(207, "{\"results\":[],\"errors\":[{\"category\":\"OBJECT_NOT_FOUND\"}]}");
  private static final HttpExchange WRITTEN = answer(200, "{\"results\":[{\"id\":\"30451\"}]}");
  private static final HttpExchange NONE = answer(200, "{\"results\":[]}");
  private static final HttpExchange CREATED = answer(201, "{\"id\":\"9\"}");
  private static final HttpExchange EXISTS = answer(409, "{\"category\":\"CONFLICT\"}");
  private static final HttpExchange UNKNOWN_PROPERTY =
      answer(
          400,
          "{\"message\":\"Property values were not valid: [{\\\"error\\\":"
              + "\\\"PROPERTY_DOESNT_EXIST\\\"}]\",\"category\":\"VALIDATION_ERROR\"}");

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
            UNKNOWN_PROPERTY,
            CREATED,
            CREATED,
            CREATED,
            UNKNOWN_PROPERTY);

    assertThat(talk.outcome()).isEqualTo(Outcome.refused(Reason.REJECTED));
  }

  @Test
  void taskIsForTheContactAndItsRep() throws IOException {
    talk(Verb.CREATE_TASK, Map.of("due", "PT4H"), NOBODYS, RITA, NONE, CREATED)
        .assertSame("hubspot-create-task.http");
  }

  @Test
  void taskForSomebodyNewCreatesTheContact() {
    Transcript talk = talk(Verb.CREATE_TASK, Map.of(), ABSENT, WRITTEN, RITA, NONE, CREATED);

    assertThat(talk.calls().get(1).target()).endsWith("/contacts/batch/upsert");
    assertThat(talk.calls().get(4).message().body()).contains("\"id\":\"30451\"");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void taskThatIsThereIsNotCreatedAgain() throws IOException {
    talk(Verb.CREATE_TASK, Map.of(), NOBODYS, RITA, answer(200, "{\"results\":[{\"id\":\"9\"}]}"))
        .assertSame("hubspot-repeat-task.http");
  }

  @Test
  void openTasksGoAlongWithTheLead() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()), BOB)),
            answer(200, "{\"results\":[{\"id\":\"9\"}]}"),
            RITA,
            WRITTEN);

    assertThat(talk.calls().get(2).target()).endsWith("/tasks/batch/update");
    assertThat(talk.calls().get(2).message().body())
        .contains("{\"id\":\"9\",\"properties\":{\"hubspot_owner_id\":\"51822\"}}");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void whoeverGetsALeadWithoutAnOpenTaskGetsOne() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()))),
            NONE,
            NOBODYS,
            RITA,
            NONE,
            CREATED);

    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
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
  void allOpenTasksOfTheLeadAreClosed() throws IOException {
    talk(
            Verb.CLOSE_TASK,
            Map.of(),
            answer(200, "{\"results\":[{\"id\":\"9\"},{\"id\":\"10\"}]}"),
            WRITTEN)
        .assertSame("hubspot-close-task.http");
  }

  @Test
  void nothingToCloseIsFine() {
    assertThat(talk(Verb.CLOSE_TASK, Map.of(), NONE).outcome()).isEqualTo(Outcome.accepted());
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

  @Test
  void templateWithAnUnknownFieldIsNamed() {
    Map<String, String> with = Map.of("subject", "Call {nobody}");

    assertThatThrownBy(() -> talk(Verb.CREATE_TASK, with, NOBODYS, RITA, NONE))
        .isInstanceOf(UnmappableException.class)
        .hasFieldOrPropertyWithValue("field", "with.subject");
  }

  @Test
  void numberedVersionsHaveTheOldPaths() {
    Step step =
        HubSpotDialogue.of(
            Deliveries.asking(Verb.CLOSE_TASK, Map.of()),
            HubSpotSettings.of(new Settings(Map.of("version", "v3"))),
            T0);

    assertThat(Transcript.of(step).calls().get(0).target())
        .isEqualTo("/crm/v3/objects/tasks/search");
  }

  private static Transcript talk(Verb verb, Map<String, String> with, HttpExchange... answers) {
    return Transcript.of(step(Deliveries.asking(verb, with)), answers);
  }

  private static Step step(Delivery delivery) {
    Settings settings =
        new Settings(
            Map.of(
                "timeZone", "Europe/Berlin",
                "leadLink", "https://leadlight.example/leads/{leadId}",
                "properties", Map.of("tier", "readiness")));
    return HubSpotDialogue.of(delivery, HubSpotSettings.of(settings), T0);
  }
}
