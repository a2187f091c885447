package dev.leadlight.routing.connector.klaviyo;

import static dev.leadlight.routing.connector.dialogue.HttpCall.encoded;

import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.LeadField;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.JsonObject;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.UnmappableException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of Klaviyo's API: JSON:API with a dated revision. */
final class KlaviyoRequests {

  private static final String JSON_API = "application/vnd.api+json";

  static HttpCall upsertProfile(LeadFacts facts, KlaviyoSettings settings) {
    Map<String, Object> attributes = identifier(facts);
    attributes.putAll(
        JsonObject.of("first_name", facts.firstName(), "last_name", facts.lastName()));
    attributes.put("properties", facts.named(settings.names()));
    return call("POST", "/profile-import", data(profile(attributes)), settings);
  }

  /** The delivery's id makes a repeat harmless. */
  static HttpCall trackEvent(LeadFacts facts, Delivery delivery, KlaviyoSettings settings) {
    Map<String, Object> properties =
        JsonObject.of(
            "from", facts.change().from(),
            "to", facts.change().to(),
            "direction", facts.change().direction());
    properties.putAll(facts.named(settings.names()));
    Map<String, Object> attributes =
        JsonObject.of(
            "metric",
            data(JsonObject.of("type", "metric", "attributes", Map.of("name", settings.metric()))),
            "profile",
            data(profile(identifier(facts))),
            "properties",
            properties,
            "value",
            facts.values().get(LeadField.SCORE),
            "time",
            facts.change().since().truncatedTo(ChronoUnit.SECONDS),
            "unique_id",
            delivery.id());
    return call(
        "POST",
        "/events",
        data(JsonObject.of("type", "event", "attributes", attributes)),
        settings);
  }

  /** Whether, and to what, the person has said yes or no there. */
  static HttpCall readConsent(String profile, KlaviyoSettings settings) {
    return get(
        "/profiles/" + encoded(profile) + "?additional-fields[profile]=subscriptions", settings);
  }

  /** By the same identifier that an upsert would use. */
  static HttpCall findProfile(LeadFacts facts, KlaviyoSettings settings) {
    Map.Entry<String, Object> identifier = identifier(facts).entrySet().iterator().next();
    String value = identifier.getValue().toString().replace("\\", "\\\\").replace("\"", "\\\"");
    String filter = "equals(" + identifier.getKey() + ",\"" + value + "\")";
    return get("/profiles?filter=" + encoded(filter), settings);
  }

  static HttpCall addToList(String list, String profile, KlaviyoSettings settings) {
    return call("POST", members(list), member(profile), settings);
  }

  static HttpCall removeFromList(String list, String profile, KlaviyoSettings settings) {
    return call("DELETE", members(list), member(profile), settings);
  }

  /** Without {@code historical_import}: the list's own opt-in decides, and a time is an error. */
  static HttpCall subscribe(String list, LeadFacts facts, KlaviyoSettings settings) {
    return subscriptions("create", "SUBSCRIBED", "Leadlight", list, facts, settings);
  }

  static HttpCall unsubscribe(String list, LeadFacts facts, KlaviyoSettings settings) {
    return subscriptions("delete", "UNSUBSCRIBED", null, list, facts, settings);
  }

  private static HttpCall subscriptions(
      String what,
      String consent,
      @Nullable String source,
      String list,
      LeadFacts facts,
      KlaviyoSettings settings) {
    Map<String, Object> profile =
        profile(
            JsonObject.of(
                "email", facts.requiredEmail(),
                "subscriptions", Map.of("email", Map.of("marketing", Map.of("consent", consent)))));
    String type = "profile-subscription-bulk-" + what + "-job";
    return call(
        "POST",
        "/" + type + "s",
        data(
            JsonObject.of(
                "type",
                type,
                "attributes",
                JsonObject.of("custom_source", source, "profiles", data(List.of(profile))),
                "relationships",
                Map.of("list", data(JsonObject.of("type", "list", "id", list))))),
        settings);
  }

  /**
   * One identifier only: two that belong to two profiles are a conflict. E-mail if there is one.
   */
  private static Map<String, Object> identifier(LeadFacts facts) {
    return facts
        .email()
        .map(email -> JsonObject.of("email", email))
        .or(() -> facts.phone().map(phone -> JsonObject.of("phone_number", phone)))
        .or(() -> facts.identity(IdentityKind.USER).map(id -> JsonObject.of("external_id", id)))
        .orElseThrow(
            () ->
                new UnmappableException(
                    "contact.email", "the lead has no e-mail address, phone or user id"));
  }

  private static Map<String, Object> profile(Map<String, Object> attributes) {
    return JsonObject.of("type", "profile", "attributes", attributes);
  }

  private static String members(String list) {
    return "/lists/" + encoded(list) + "/relationships/profiles";
  }

  private static Map<String, Object> member(String profile) {
    return data(List.of(JsonObject.of("type", "profile", "id", profile)));
  }

  private static Map<String, Object> data(Object value) {
    return JsonObject.of("data", value);
  }

  static HttpCall get(String target, KlaviyoSettings settings) {
    return revised(HttpCall.get(target), settings);
  }

  private static HttpCall call(
      String method, String target, Object json, KlaviyoSettings settings) {
    return revised(HttpCall.of(target, HttpMessage.json(json).by(method)), settings)
        .header("content-type", JSON_API);
  }

  private static HttpCall revised(HttpCall call, KlaviyoSettings settings) {
    return call.header("accept", JSON_API).header("revision", settings.revision());
  }

  private KlaviyoRequests() {}
}
