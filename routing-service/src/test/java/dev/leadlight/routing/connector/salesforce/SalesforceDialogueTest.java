package dev.leadlight.routing.connector.salesforce;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceDialogueTest {

  private static final HttpExchange UPDATED = answer(204, "");
  private static final HttpExchange CREATED =
      answer(201, "{\"id\":\"00Q\",\"success\":true,\"created\":true}");
  private static final HttpExchange ABSENT = failure(404, "NOT_FOUND", "");
  private static final Assignee BOB =
      new Assignee("rep-2", "Bob", null, Map.of("salesforce", "005BOB"), null);
  private static final String TASK_HALTED =
      "{\"httpStatusCode\":400,\"body\":[{\"errorCode\":\"PROCESSING_HALTED\"}]}";

  @Test
  void leadThatAQueueOwnsGetsItsRep() throws IOException {
    talk(Verb.UPSERT_CONTACT, Map.of(), answer(200, "{\"OwnerId\":\"00G1\"}"), UPDATED)
        .assertSame("salesforce-upsert-lead.http");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"OwnerId\":\"005INTEGRATION\"}", "{\"OwnerId\":null}"})
  void leadOfTheIntegrationItselfGetsItsRep(String owner) {
    assertThat(upsertOwnedBy(owner)).contains("\"OwnerId\":\"005000000000001AAA\"");
  }

  @Test
  void ownerThatSomebodyChoseStays() {
    assertThat(upsertOwnedBy("{\"OwnerId\":\"005SOMEBODY\"}")).doesNotContain("OwnerId");
  }

  @Test
  void newLeadGetsItsRep() {
    Transcript talk = talk(Verb.UPSERT_CONTACT, Map.of(), ABSENT, CREATED);

    assertThat(talk.calls().get(1).message().body()).contains("OwnerId");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void convertedLeadLivesOnAsContact() throws IOException {
    talk(
            Verb.UPSERT_CONTACT,
            Map.of("owner", "never"),
            failure(400, "CANNOT_UPDATE_CONVERTED_LEAD", ""),
            answer(200, "{\"ConvertedContactId\":\"003C\"}"),
            UPDATED)
        .assertSame("salesforce-converted-lead.http");
  }

  @Test
  void taskTakesOneCall() throws IOException {
    talk(Verb.CREATE_TASK, Map.of(), composite("{\"httpStatusCode\":200}", 201))
        .assertSame("salesforce-create-task.http");
  }

  /** Ann has crossed at 10:15 UTC: in Auckland it is 23:15 of the same day. */
  @ParameterizedTest
  @CsvSource({
    "Pacific/Auckland, PT30M, 2026-03-02",
    "Pacific/Auckland, PT45M, 2026-03-03",
    "America/Los_Angeles, P1D, 2026-03-03",
    "America/Los_Angeles, PT21H, 2026-03-02",
    ", PT45M, 2026-03-02"
  })
  void taskIsDueOnTheDayOfItsRepsCalendar(@Nullable ZoneId zone, String due, String day) {
    Delivery delivery = Deliveries.asking(Verb.CREATE_TASK, Map.of("due", due));
    Assignee rep = new Assignee("rep-2", "Bob", null, Map.of("salesforce", "005BOB"), zone);

    Transcript talk = Transcript.of(step(Deliveries.of(delivery, rep)));

    assertThat(talk.calls().get(0).message().body()).contains("\"ActivityDate\":\"" + day + "\"");
  }

  @Test
  void taskForSomebodyNewCreatesTheLead() {
    Transcript talk =
        talk(
            Verb.CREATE_TASK,
            Map.of(),
            halted("{\"httpStatusCode\":404,\"body\":[{\"errorCode\":\"NOT_FOUND\"}]}"),
            CREATED,
            composite("{\"httpStatusCode\":200}", 201));

    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
    assertThat(talk.calls().get(1).message().method()).isEqualTo("PATCH");
  }

  @Test
  void taskForSomebodyWhoStaysAbsentIsRefused() {
    HttpExchange absent =
        halted("{\"httpStatusCode\":404,\"body\":[{\"errorCode\":\"NOT_FOUND\"}]}");

    assertThat(talk(Verb.CREATE_TASK, Map.of(), absent, CREATED, absent).outcome())
        .isNotNull()
        .returns("not-found", Outcome::code);
  }

  @Test
  void taskForAConvertedLeadIsForTheContact() {
    Transcript talk =
        talk(
            Verb.CREATE_TASK,
            Map.of(),
            halted("{\"httpStatusCode\":200,\"body\":{\"ConvertedContactId\":\"003C\"}}"),
            CREATED);

    assertThat(talk.calls().get(1).message().body()).contains("\"WhoId\":\"003C\"");
  }

  @Test
  void openTasksAreClosedInOneCall() throws IOException {
    talk(
            Verb.CLOSE_TASK,
            Map.of(),
            answer(200, "{\"records\":[{\"Id\":\"00T1\"},{\"Id\":\"00T2\"}]}"),
            answer(200, "[{\"success\":true},{\"success\":true}]"))
        .assertSame("salesforce-close-task.http");
  }

  @ParameterizedTest
  @CsvSource({
    "UNABLE_TO_LOCK_ROW, destination-trouble",
    "ENTITY_IS_DELETED, accepted",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION, rejected"
  })
  void recordsOfACollectionAreJudgedOneByOne(String code, String reason) {
    Transcript talk =
        talk(
            Verb.CLOSE_TASK,
            Map.of(),
            answer(200, "{\"records\":[{\"Id\":\"00T1\"},{\"Id\":\"00T2\"}]}"),
            answer(
                200,
                "[{\"success\":true},{\"success\":false,\"errors\":[{\"statusCode\":\""
                    + code
                    + "\"}]}]"));

    assertThat(talk.outcome()).isNotNull().returns(reason, Outcome::code);
  }

  @ParameterizedTest
  @CsvSource({
    "300, '', '', ambiguous",
    "400, DUPLICATES_DETECTED, '', ambiguous",
    "400, INVALID_FIELD, '', rejected",
    "400, UNABLE_TO_LOCK_ROW, '', destination-trouble",
    "400, CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, LeadTrigger: UNABLE_TO_LOCK_ROW,"
        + " destination-trouble",
    "400, CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, LeadTrigger: no, rejected",
    "401, INVALID_SESSION_ID, '', unauthorized",
    "403, REQUEST_LIMIT_EXCEEDED, '', throttled",
    "403, API_DISABLED_FOR_ORG, '', unauthorized",
    "500, UNKNOWN_EXCEPTION, '', destination-trouble",
    "500, SERVER_UNAVAILABLE, '', throttled",
    "503, '', '', throttled"
  })
  void errorsHaveTheirReason(int status, String code, String message, String reason) {
    Transcript talk =
        talk(Verb.UPSERT_CONTACT, Map.of("owner", "never"), failure(status, code, message));

    assertThat(talk.outcome()).isNotNull().returns(reason, Outcome::code);
  }

  /** A rep may have found out the name and the company meanwhile. */
  @Test
  void whatWeDoNotKnowIsLeftAsPeopleWroteIt() {
    Transcript talk = Transcript.of(upsert(named(null)), UPDATED);

    assertThat(talk.calls().get(0).target()).endsWith("?updateOnly=true");
    assertThat(talk.calls().get(0).message().body()).doesNotContain("LastName", "Company");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @ParameterizedTest
  @CsvSource({"404, NOT_FOUND", "400, REQUIRED_FIELD_MISSING"})
  void newLeadHasWhatALeadMustHave(int status, String code) {
    Transcript talk = Transcript.of(upsert(named(null)), failure(status, code, ""), CREATED);

    assertThat(talk.calls().get(1).target()).doesNotContain("updateOnly");
    assertThat(talk.calls().get(1).message().body())
        .contains("\"LastName\":\"Lead AnnsLead\"", "\"Company\":\"(consumer)\"");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void namesAreNoLongerThanSalesforceTakes() {
    String body = upsertBody(named("A".repeat(50) + " " + "Ü".repeat(90)));

    assertThat(body)
        .contains("\"FirstName\":\"" + "A".repeat(40) + "\"")
        .contains("\"LastName\":\"" + "Ü".repeat(80) + "\"");
  }

  /** With all or none Salesforce would tell nothing of the person once the task fails. */
  @ParameterizedTest
  @CsvSource({
    "UNABLE_TO_LOCK_ROW, destination-trouble",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION, rejected"
  })
  void troubleWithATaskIsNotThePersons(String code, String reason) {
    HttpExchange failed =
        answer(
            200,
            "{\"compositeResponse\":[{\"httpStatusCode\":200,\"body\":{\"Id\":\"00Q\"}},"
                + "{\"httpStatusCode\":400,\"body\":[{\"errorCode\":\""
                + code
                + "\"}]}]}");

    assertThat(talk(Verb.CREATE_TASK, Map.of(), failed).outcome())
        .isNotNull()
        .returns(reason, Outcome::code);
  }

  @Test
  void openTasksGoAlongWithTheLead() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()), BOB)),
            answer(200, "{\"records\":[{\"Id\":\"00T1\"}]}"),
            answer(200, "[{\"success\":true}]"));

    assertThat(talk.calls().get(1).message().body())
        .contains("\"id\":\"00T1\",\"OwnerId\":\"005000000000001AAA\"")
        .doesNotContain("Subject", "Status");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void whoeverGetsALeadWithoutAnOpenTaskGetsOne() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()))),
            answer(200, "{\"records\":[]}"),
            composite("{\"httpStatusCode\":200}", 201));

    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @ParameterizedTest
  @CsvSource({"005BOB, true", "005SOMEBODY, false"})
  void ownerWhoHasLetTheLeadGoIsReplaced(String owner, boolean replaced) {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.UPSERT_CONTACT, Map.of()), BOB)),
            answer(200, "{\"OwnerId\":\"" + owner + "\"}"),
            UPDATED);

    assertThat(talk.calls().get(1).message().body().contains("005000000000001AAA"))
        .isEqualTo(replaced);
  }

  private static TierChange named(@Nullable String name) {
    TierChange ann = TierChanges.becomesSalesReady(Deliveries.ann());
    return TierChanges.with(
        ann,
        ann.identities(),
        new Contact(name, "ann@example.com", null, null, null),
        ann.reasons());
  }

  private static Step upsert(TierChange change) {
    return step(Deliveries.asking(Verb.UPSERT_CONTACT, Map.of("owner", "never"), 0, change));
  }

  private static String upsertBody(TierChange change) {
    return Transcript.of(upsert(change), UPDATED).calls().get(0).message().body();
  }

  private static String upsertOwnedBy(String owner) {
    return talk(Verb.UPSERT_CONTACT, Map.of(), answer(200, owner), UPDATED)
        .calls()
        .get(1)
        .message()
        .body();
  }

  private static HttpExchange failure(int status, String code, String message) {
    return answer(status, "[{\"errorCode\":\"" + code + "\",\"message\":\"" + message + "\"}]");
  }

  private static HttpExchange composite(String person, int task) {
    return answer(
        200, "{\"compositeResponse\":[" + person + ",{\"httpStatusCode\":" + task + "}]}");
  }

  private static HttpExchange halted(String person) {
    return answer(200, "{\"compositeResponse\":[" + person + "," + TASK_HALTED + "]}");
  }

  private static Transcript talk(Verb verb, Map<String, String> with, HttpExchange... answers) {
    return Transcript.of(step(Deliveries.asking(verb, with)), answers);
  }

  private static Step step(Delivery delivery) {
    Settings settings =
        new Settings(
            Map.of(
                "nobody", List.of("005INTEGRATION"),
                "properties", Map.of("rfmGroup", "RFM__c", "reasons", "")));
    return SalesforceDialogue.of(delivery, SalesforceSettings.of(settings), T0);
  }
}
