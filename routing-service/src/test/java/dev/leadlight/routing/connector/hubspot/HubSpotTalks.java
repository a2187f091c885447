package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.util.Map;

/** Dialogues about Ann's becoming sales-ready, and what HubSpot answers in them. */
final class HubSpotTalks {

  static final HttpExchange RITA =
      answer(
          200,
          "{\"results\":[{\"id\":\"1\",\"archived\":true},{\"id\":\"51822\",\"archived\":false}]}");
  static final Assignee BOB = new Assignee("rep-2", "Bob", "bob@shop.example", Map.of(), null);
  static final HttpExchange NOBODYS =
      answer(200, "{\"results\":[{\"id\":\"30451\",\"properties\":{\"hubspot_owner_id\":\"\"}}]}");
  static final HttpExchange SOMEBODYS =
      answer(200, "{\"results\":[{\"id\":\"30451\",\"properties\":{\"hubspot_owner_id\":\"7\"}}]}");
  static final HttpExchange ABSENT =
      answer(207, "{\"results\":[],\"errors\":[{\"category\":\"OBJECT_NOT_FOUND\"}]}");
  static final HttpExchange WRITTEN = answer(200, "{\"results\":[{\"id\":\"30451\"}]}");
  static final HttpExchange NONE = answer(200, "{\"results\":[]}");
  static final HttpExchange NO_TASKS =
      answer(207, "{\"results\":[],\"errors\":[{\"category\":\"OBJECT_NOT_FOUND\"}]}");
  static final HttpExchange CREATED = answer(201, "{\"id\":\"9\"}");
  static final HttpExchange EXISTS = answer(409, "{\"category\":\"CONFLICT\"}");
  static final HttpExchange UNKNOWN_PROPERTY =
      answer(
          400,
          "{\"message\":\"Property values were not valid: [{\\\"error\\\":"
              + "\\\"PROPERTY_DOESNT_EXIST\\\"}]\",\"category\":\"VALIDATION_ERROR\"}");

  static Transcript talk(Verb verb, Map<String, String> with, HttpExchange... answers) {
    return Transcript.of(step(Deliveries.asking(verb, with)), answers);
  }

  static Step step(Delivery delivery) {
    Settings settings =
        new Settings(
            Map.of(
                "timeZone", "Europe/Berlin",
                "leadLink", "https://leadlight.example/leads/{leadId}",
                "properties", Map.of("tier", "readiness")));
    return HubSpotDialogue.of(delivery, HubSpotSettings.of(settings), T0);
  }

  private HubSpotTalks() {}
}
