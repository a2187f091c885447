package dev.leadlight.routing.connector.hubspot;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.LeadTask;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.JsonObject;
import dev.leadlight.routing.delivery.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of HubSpot's CRM API. */
final class HubSpotRequests {

  /** By which answers tell contacts apart. */
  static final String TRACE = "objectWriteTraceId";

  private static final String OWNER = "hubspot_owner_id";
  private static final String STATUS = "hs_task_status";
  private static final String COMPLETED = "COMPLETED";

  /** Task to contact. */
  private static final int ASSOCIATION = 204;

  /** Most tasks of a batch. */
  static final int MOST = 100;

  /**
   * Creates or updates contacts by e-mail.
   *
   * @param contacts each as {@link #contact} makes it
   */
  static HttpCall upsertContacts(List<Map<String, Object>> contacts, HubSpotSettings settings) {
    return HttpCall.post(
        settings.objects("contacts/batch/upsert"), inputs(contacts.toArray(Object[]::new)));
  }

  /** A contact as it should be; all values are text with HubSpot. */
  static Map<String, Object> contact(
      LeadFacts facts,
      String email,
      @Nullable String owner,
      String traceId,
      HubSpotSettings settings) {
    Map<String, Object> properties =
        JsonObject.of(
            "email",
            email,
            "firstname",
            facts.firstName(),
            "lastname",
            facts.lastName(),
            "phone",
            facts.phone().orElse(null),
            OWNER,
            owner);
    facts.named(settings.names()).forEach((name, value) -> properties.put(name, value.toString()));
    return JsonObject.of(
        "idProperty", "email", "id", email, TRACE, traceId, "properties", properties);
  }

  static HttpCall readContact(String email, HubSpotSettings settings) {
    return HttpCall.post(
        settings.objects("contacts/batch/read"),
        JsonObject.of(
            "idProperty", "email",
            "inputs", List.of(Map.of("id", email)),
            "properties", List.of(OWNER),
            "propertiesWithHistory", List.of()));
  }

  static HttpCall ownersByEmail(String email, HubSpotSettings settings) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", String.valueOf(MOST));
    query.put("email", email);
    return HttpCall.get(settings.owners() + "?" + HttpCall.query(query));
  }

  static HttpCall createTask(
      LeadFacts facts,
      String contact,
      @Nullable String owner,
      Delivery delivery,
      HubSpotSettings settings) {
    LeadTask task = LeadTask.of(facts, delivery.with());
    Map<String, Object> properties =
        JsonObject.of(
            "hs_timestamp",
            task.dueAt().toString(),
            "hs_task_subject",
            task.subject(),
            "hs_task_body",
            html(task.text()),
            OWNER,
            owner,
            STATUS,
            "NOT_STARTED",
            "hs_task_priority",
            task.isUrgent() ? "HIGH" : "MEDIUM",
            "hs_task_type",
            task.type().toUpperCase(Locale.ROOT),
            HubSpotProperties.DELIVERY_ID,
            delivery.id(),
            HubSpotProperties.TASK_LEAD_ID,
            facts.change().leadId().value());
    return HttpCall.post(
        settings.objects("tasks"),
        JsonObject.of(
            "properties",
            properties,
            "associations",
            List.of(
                JsonObject.of(
                    "to",
                    Map.of("id", contact),
                    "types",
                    List.of(
                        JsonObject.of(
                            "associationCategory",
                            "HUBSPOT_DEFINED",
                            "associationTypeId",
                            ASSOCIATION))))));
  }

  /** HubSpot shows it as HTML: lines would run together, and a name in angle brackets be gone. */
  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br>");
  }

  /**
   * A contact's tasks by their ids.
   *
   * @param after where the page before ended; null for the first one
   */
  static HttpCall tasksOfContact(String contact, @Nullable String after, HubSpotSettings settings) {
    return HttpCall.post(
        settings.associations("contacts/tasks/batch/read"),
        inputs(JsonObject.of("id", contact, "after", after)));
  }

  /** At most {@link #MOST} tasks, with what {@link #isOpenTaskOf} and {@link #isTaskOf} ask for. */
  static HttpCall readTasks(List<String> ids, HubSpotSettings settings) {
    return HttpCall.post(
        settings.objects("tasks/batch/read"),
        JsonObject.of(
            "inputs",
            ids.stream().map(id -> Map.of("id", id)).toList(),
            "properties",
            List.of(HubSpotProperties.DELIVERY_ID, HubSpotProperties.TASK_LEAD_ID, STATUS),
            "propertiesWithHistory",
            List.of()));
  }

  /** Whether a delivery has created that task. */
  static boolean isTaskOf(String deliveryId, Payload task) {
    return deliveryId.equals(task.object("properties").text(HubSpotProperties.DELIVERY_ID));
  }

  static boolean isOpenTaskOf(LeadFacts facts, Payload task) {
    Payload properties = task.object("properties");
    return facts.change().leadId().value().equals(properties.text(HubSpotProperties.TASK_LEAD_ID))
        && !COMPLETED.equals(properties.text(STATUS));
  }

  /** By HubSpot's search, which shows a new task or status only after some seconds. */
  static HttpCall findOpenTasks(LeadFacts facts, HubSpotSettings settings) {
    return HttpCall.post(
        settings.objects("tasks/search"),
        JsonObject.of(
            "filterGroups",
            List.of(
                Map.of(
                    "filters",
                    List.of(
                        filter(
                            HubSpotProperties.TASK_LEAD_ID, "EQ", facts.change().leadId().value()),
                        filter(STATUS, "NEQ", COMPLETED)))),
            "properties",
            List.of(STATUS),
            "limit",
            MOST));
  }

  static HttpCall completeTasks(List<String> ids, HubSpotSettings settings) {
    return updateTasks(ids, Map.of(STATUS, COMPLETED), settings);
  }

  /** An empty value clears it: whoever had the tasks has them no more. */
  static HttpCall giveTasks(List<String> ids, @Nullable String owner, HubSpotSettings settings) {
    return updateTasks(ids, Map.of(OWNER, owner == null ? "" : owner), settings);
  }

  private static HttpCall updateTasks(
      List<String> ids, Map<String, String> properties, HubSpotSettings settings) {
    return HttpCall.post(
        settings.objects("tasks/batch/update"),
        inputs(
            ids.stream().map(id -> JsonObject.of("id", id, "properties", properties)).toArray()));
  }

  private static Map<String, Object> filter(String property, String operator, String value) {
    return JsonObject.of("propertyName", property, "operator", operator, "value", value);
  }

  private static Map<String, Object> inputs(Object... inputs) {
    return JsonObject.of("inputs", List.of(inputs));
  }

  private HubSpotRequests() {}
}
