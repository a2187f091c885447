package dev.leadlight.routing.connector.hubspot;

import dev.leadlight.routing.connector.LeadField;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our own properties of contacts and tasks, and the group they are shown in. */
final class HubSpotProperties {

  static final String CONTACTS = "contacts";
  static final String TASKS = "tasks";
  static final String DELIVERY_ID = "leadlight_delivery_id";
  static final String TASK_LEAD_ID = "leadlight_lead_id";

  private static final String GROUP = "leadlight";

  /** The calls that create them; what exists is answered with 409. */
  static List<HttpCall> creation(String objectType, HubSpotSettings settings) {
    List<HttpCall> calls = new ArrayList<>();
    calls.add(
        HttpCall.post(
            settings.properties(objectType + "/groups"),
            JsonObject.of("name", GROUP, "label", "Leadlight")));
    for (Map<String, Object> property :
        objectType.equals(TASKS) ? ofTasks() : ofContacts(settings.names())) {
      calls.add(HttpCall.post(settings.properties(objectType), property));
    }
    return calls;
  }

  private static List<Map<String, Object>> ofContacts(Map<LeadField, String> names) {
    List<Map<String, Object>> properties = new ArrayList<>();
    for (LeadField field : LeadField.values()) {
      String name = names.get(field);
      if (name != null) {
        properties.add(
            switch (field) {
              case SCORE -> property(name, field.title(), "number", "number");
              case REASONS -> property(name, field.title(), "string", "textarea");
              case LEAD_ID, TIER, PREVIOUS_TIER, SEGMENTS, RFM_GROUP, LEAD_URL ->
                  property(name, field.title(), "string", "text");
            });
      }
    }
    return properties;
  }

  private static List<Map<String, Object>> ofTasks() {
    return List.of(
        property(DELIVERY_ID, "Leadlight delivery id", "string", "text"),
        property(TASK_LEAD_ID, LeadField.LEAD_ID.title(), "string", "text"));
  }

  private static Map<String, Object> property(
      String name, String label, String type, String fieldType) {
    return JsonObject.of(
        "groupName", GROUP, "name", name, "label", label, "type", type, "fieldType", fieldType);
  }

  private HubSpotProperties() {}
}
