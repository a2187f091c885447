package dev.leadlight.routing.connector.salesforce;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceDialogueTest {

  private static final HttpExchange UPDATED = answer(204, "");
  private static final HttpExchange CREATED =
      answer(201, "{\"id\":\"00Q\",\"success\":true,\"created\":true}");
  private static final HttpExchange ABSENT = failure(404, "NOT_FOUND", "");
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
    "404, NOT_FOUND, '', not-found",
    "500, UNKNOWN_EXCEPTION, '', destination-trouble",
    "500, SERVER_UNAVAILABLE, '', throttled",
    "503, '', '', throttled"
  })
  void errorsHaveTheirReason(int status, String code, String message, String reason) {
    Transcript talk =
        talk(Verb.UPSERT_CONTACT, Map.of("owner", "never"), failure(status, code, message));

    assertThat(talk.outcome()).isNotNull().returns(reason, Outcome::code);
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
    Settings settings =
        new Settings(
            Map.of(
                "nobody", List.of("005INTEGRATION"),
                "properties", Map.of("rfmGroup", "RFM__c", "reasons", "")));
    return Transcript.of(
        SalesforceDialogue.of(Deliveries.asking(verb, with), SalesforceSettings.of(settings), T0),
        answers);
  }
}
