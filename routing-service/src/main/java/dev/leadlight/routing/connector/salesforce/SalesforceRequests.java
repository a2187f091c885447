package dev.leadlight.routing.connector.salesforce;

import static dev.leadlight.routing.connector.dialogue.HttpCall.encoded;

import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.LeadTask;
import dev.leadlight.routing.connector.Wording;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.JsonObject;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of Salesforce's REST API. */
final class SalesforceRequests {

  private static final String PERSON = "person";
  private static final String TASK = "task";
  private static final int FIRST_NAME = 40;
  private static final int LAST_NAME = 80;

  /** The most records of one call. */
  private static final int MOST = 200;

  /** Of somebody who is there; 404 if not. What we don't know is left as people wrote it. */
  static HttpCall updatePerson(
      LeadFacts facts, @Nullable String owner, SalesforceSettings settings) {
    return polite(
        HttpCall.patch(
            settings.path(personPath(facts, settings)) + "?updateOnly=true",
            person(facts, owner, settings)));
  }

  /**
   * Of somebody who is not there yet, with something for each field that must be filled. The
   * external id stands in the path, and must not stand in the body.
   */
  static HttpCall upsertPerson(
      LeadFacts facts, @Nullable String owner, SalesforceSettings settings) {
    Map<String, Object> fields = person(facts, owner, settings);
    fields.putIfAbsent("LastName", StorableText.shortened(Wording.name(facts.change()), LAST_NAME));
    if (settings.isLead()) {
      fields.put("Company", settings.company());
    }
    return polite(HttpCall.patch(settings.path(personPath(facts, settings)), fields));
  }

  /** A lead that has been converted lives on as this contact. */
  static HttpCall updateContact(LeadFacts facts, String contact, SalesforceSettings settings) {
    return polite(
        HttpCall.patch(
            settings.path("sobjects/Contact/" + encoded(contact)), person(facts, null, settings)));
  }

  static HttpCall readPerson(LeadFacts facts, String fields, SalesforceSettings settings) {
    return polite(HttpCall.get(settings.path(personPath(facts, settings)) + "?fields=" + fields));
  }

  /**
   * Looks the person up and writes the task in one call, which counts once. Not all or none: then
   * the answer about the person would be lost as soon as the task fails.
   */
  static HttpCall createTask(
      LeadFacts facts, @Nullable String owner, Delivery delivery, SalesforceSettings settings) {
    String fields = settings.isLead() ? "Id,IsConverted,ConvertedContactId" : "Id";
    Map<String, Object> person =
        JsonObject.of(
            "method",
            "GET",
            "url",
            settings.path(personPath(facts, settings)) + "?fields=" + fields,
            "referenceId",
            PERSON);
    Map<String, Object> task =
        JsonObject.of(
            "method",
            "PATCH",
            "url",
            taskPath(delivery, settings),
            "referenceId",
            TASK,
            "body",
            task(facts, "@{" + PERSON + ".Id}", owner, delivery, settings));
    return polite(
        HttpCall.post(
            settings.path("composite"),
            JsonObject.of("allOrNone", false, "compositeRequest", List.of(person, task))));
  }

  /** Writes the task of somebody whose id we know. */
  static HttpCall createTask(
      LeadFacts facts,
      String who,
      @Nullable String owner,
      Delivery delivery,
      SalesforceSettings settings) {
    return polite(
        HttpCall.patch(taskPath(delivery, settings), task(facts, who, owner, delivery, settings)));
  }

  /** A lead's id has nothing that SOQL would have to escape. */
  static HttpCall findOpenTasks(LeadFacts facts, SalesforceSettings settings) {
    String soql =
        String.format(
            "SELECT Id FROM Task WHERE %s = '%s' AND IsClosed = false LIMIT %d",
            settings.taskLeadId(), facts.change().leadId().value(), MOST);
    return polite(HttpCall.get(settings.path("query") + "?q=" + encoded(soql)));
  }

  static HttpCall completeTasks(List<String> ids, SalesforceSettings settings) {
    return updateTasks(ids, "Status", "Completed", settings);
  }

  static HttpCall giveTasks(List<String> ids, String owner, SalesforceSettings settings) {
    return updateTasks(ids, "OwnerId", owner, settings);
  }

  private static HttpCall updateTasks(
      List<String> ids, String field, String value, SalesforceSettings settings) {
    return polite(
        HttpCall.patch(
            settings.path("composite/sobjects"),
            JsonObject.of(
                "allOrNone",
                false,
                "records",
                ids.stream()
                    .map(
                        id ->
                            JsonObject.of(
                                "attributes", Map.of("type", "Task"), "id", id, field, value))
                    .toList())));
  }

  private static Map<String, Object> person(
      LeadFacts facts, @Nullable String owner, SalesforceSettings settings) {
    Map<String, Object> fields =
        JsonObject.of(
            "FirstName", shortened(facts.firstName(), FIRST_NAME),
            "LastName", shortened(facts.lastName(), LAST_NAME),
            "Email", facts.email().orElse(null),
            "Phone", facts.phone().orElse(null),
            "LeadSource", "Leadlight",
            "OwnerId", owner);
    fields.putAll(facts.named(settings.names()));
    return fields;
  }

  private static Map<String, Object> task(
      LeadFacts facts,
      String who,
      @Nullable String owner,
      Delivery delivery,
      SalesforceSettings settings) {
    LeadTask task = LeadTask.of(facts, delivery.with());
    return JsonObject.of(
        "Subject",
        task.subject(),
        "Description",
        task.text(),
        "WhoId",
        who,
        "OwnerId",
        owner,
        "Status",
        "Not Started",
        "Priority",
        task.isUrgent() ? "High" : "Normal",
        "ActivityDate",
        LocalDate.ofInstant(task.dueAt(), zone(delivery.assignee())).toString(),
        settings.taskLeadId(),
        facts.change().leadId().value());
  }

  /** A day is the rep's: in Sydney, the UTC day of a morning is the day before. */
  private static ZoneId zone(@Nullable Assignee rep) {
    return rep == null || rep.zone() == null ? ZoneOffset.UTC : rep.zone();
  }

  private static String personPath(LeadFacts facts, SalesforceSettings settings) {
    return String.join(
        "/",
        "sobjects",
        settings.object(),
        settings.externalId(),
        encoded(facts.change().leadId().value()));
  }

  private static String taskPath(Delivery delivery, SalesforceSettings settings) {
    return settings.path(
        String.join("/", "sobjects", "Task", settings.taskId(), encoded(delivery.id())));
  }

  /** Duplicate rules that only warn don't stop us; assignment rules don't take the owner away. */
  private static HttpCall polite(HttpCall call) {
    return call.header("sforce-auto-assign", "false")
        .header("sforce-call-options", "client=Leadlight")
        .header("sforce-duplicate-rule-header", "allowSave=true");
  }

  private static @Nullable String shortened(@Nullable String name, int longest) {
    return name == null ? null : StorableText.shortened(name, longest);
  }

  private SalesforceRequests() {}
}
