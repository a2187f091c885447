package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.ABSENT;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.BOB;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.CREATED;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.NOBODYS;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.NONE;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.NO_TASKS;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.RITA;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.WRITTEN;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.step;
import static dev.leadlight.routing.connector.hubspot.HubSpotTalks.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks of reps: one for each delivery, and none that is left behind. */
class HubSpotTasksTest {

  @Test
  void taskIsForTheContactAndItsRep() throws IOException {
    talk(Verb.CREATE_TASK, Map.of("due", "PT4H"), NOBODYS, RITA, CREATED)
        .assertSame("hubspot-create-task.http");
  }

  @Test
  void taskForSomebodyNewCreatesTheContact() {
    Transcript talk = talk(Verb.CREATE_TASK, Map.of(), ABSENT, WRITTEN, RITA, CREATED);

    assertThat(talk.calls().get(1).target()).endsWith("/contacts/batch/upsert");
    assertThat(talk.calls().get(3).message().body()).contains("\"id\":\"30451\"");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void taskThatIsThereIsNotCreatedAgain() throws IOException {
    Transcript.of(
            step(Deliveries.asking(Verb.CREATE_TASK, Map.of()).again()),
            NOBODYS,
            RITA,
            page("8", "after-8"),
            page("9", null),
            answer(200, results(task("8", "COMPLETED"), task("9", "NOT_STARTED"))))
        .assertSame("hubspot-repeat-task.http");
  }

  @Test
  void taskThatNeverCameToBeIsCreatedByTheRepeat() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.asking(Verb.CREATE_TASK, Map.of()).again()),
            NOBODYS,
            RITA,
            NO_TASKS,
            CREATED);

    assertThat(talk.calls().get(3).target()).endsWith("/tasks");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void contactWithVeryManyTasksIsReadToItsEnd() {
    String ids =
        IntStream.rangeClosed(1, 101)
            .mapToObj("{\"toObjectId\":%d}"::formatted)
            .collect(Collectors.joining(","));
    Transcript talk =
        Transcript.of(
            step(Deliveries.asking(Verb.CREATE_TASK, Map.of()).again()),
            NOBODYS,
            RITA,
            answer(200, "{\"results\":[{\"to\":[" + ids + "]}]}"),
            NONE,
            answer(200, results(task("101", "NOT_STARTED"))));

    assertThat(talk.calls().get(4).message().body()).contains("[{\"id\":\"101\"}]");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  /** HubSpot's search shows a task only seconds after it was created. */
  @Test
  void openTaskThatASearchDoesNotShowYetGoesAlongWithTheLead() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()), BOB)),
            NOBODYS,
            page("9", null),
            answer(200, results(task("9", "NOT_STARTED"))),
            NONE,
            RITA,
            WRITTEN);

    assertThat(talk.calls().get(5).target()).endsWith("/tasks/batch/update");
    assertThat(talk.calls().get(5).message().body())
        .contains("{\"id\":\"9\",\"properties\":{\"hubspot_owner_id\":\"51822\"}}");
    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void openTasksOfAContactWithAFormerAddressGoAlongToo() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()), BOB)),
            ABSENT,
            answer(200, results(task("9", "NOT_STARTED"))),
            RITA,
            WRITTEN);

    assertThat(talk.calls().get(3).message().body()).contains("\"id\":\"9\"");
  }

  /** A search shows a task as open for some seconds after it was closed. */
  @Test
  void whoeverGetsALeadWhoseTaskHasJustBeenClosedGetsAnother() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()))),
            NOBODYS,
            page("9", null),
            answer(200, results(task("9", "COMPLETED").replace("dlv_", "older_"))),
            answer(200, results(task("9", "NOT_STARTED"))),
            NOBODYS,
            RITA,
            CREATED);

    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void whoeverGetsALeadWithoutAnOpenTaskGetsOne() {
    Transcript talk =
        Transcript.of(
            step(Deliveries.handedOver(Deliveries.asking(Verb.CREATE_TASK, Map.of()))),
            NOBODYS,
            NO_TASKS,
            NONE,
            NOBODYS,
            RITA,
            CREATED);

    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void allOpenTasksOfTheLeadAreClosed() throws IOException {
    talk(
            Verb.CLOSE_TASK,
            Map.of(),
            NOBODYS,
            page("9", null),
            answer(200, results(task("9", "NOT_STARTED"))),
            answer(200, "{\"results\":[{\"id\":\"9\"},{\"id\":\"10\"}]}"),
            WRITTEN)
        .assertSame("hubspot-close-task.http");
  }

  @Test
  void nothingToCloseIsFine() {
    assertThat(talk(Verb.CLOSE_TASK, Map.of(), ABSENT, NONE).outcome())
        .isEqualTo(Outcome.accepted());
  }

  @Test
  void templateWithAnUnknownFieldIsNamed() {
    Map<String, String> with = Map.of("subject", "Call {nobody}");

    assertThatThrownBy(() -> talk(Verb.CREATE_TASK, with, NOBODYS, RITA))
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

    assertThat(Transcript.of(step, NOBODYS, NO_TASKS).calls())
        .extracting(HttpCall::target)
        .containsExactly(
            "/crm/v3/objects/contacts/batch/read",
            "/crm/v4/associations/contacts/tasks/batch/read",
            "/crm/v3/objects/tasks/search");
  }

  /** Of the ids of the contact's tasks. */
  private static HttpExchange page(String id, @Nullable String after) {
    String next = after == null ? "" : ",\"paging\":{\"next\":{\"after\":\"" + after + "\"}}";
    return answer(
        200,
        "{\"results\":[{\"from\":{\"id\":\"30451\"},\"to\":[{\"toObjectId\":"
            + id
            + "}]"
            + next
            + "}]}");
  }

  private static String results(String... tasks) {
    return "{\"results\":[" + String.join(",", tasks) + "]}";
  }

  /** A task of Ann's delivery. */
  private static String task(String id, String status) {
    return """
        {"id":"%s","properties":{"hs_task_status":"%s","leadlight_lead_id":"AnnsLead_0123456789-ab",
         "leadlight_delivery_id":"dlv_0123456789abcdefABCDEF"}}
        """
        .formatted(id, status);
  }
}
