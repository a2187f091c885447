package dev.leadlight.routing.connector;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.DestinationsTestResource;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import java.util.Locale;
import java.util.Map;

/** A vendor, with the shortest thing to ask of it. */
enum Vendor {
  HUBSPOT(Verb.UPSERT_CONTACT, "{\"results\":[{\"id\":\"51822\"}]}"),
  SALESFORCE(Verb.UPSERT_CONTACT, "{}"),
  KLAVIYO(Verb.UPSERT_PROFILE, "{}"),
  MARKETO(Verb.UPSERT_PROFILE, "{\"success\":true,\"result\":[{\"id\":1}]}"),
  WEBHOOK(Verb.NOTIFY, "{}"),
  ZAPIER(Verb.NOTIFY, "{}");

  final Verb verb;
  final String success;

  Vendor(Verb verb, String success) {
    this.verb = verb;
    this.success = success;
  }

  Map<String, String> settings(String url) {
    return switch (this) {
      case HUBSPOT, KLAVIYO -> Map.of("baseUrl", url);
      case SALESFORCE, MARKETO -> Map.of("baseUrl", url, "clientId", "3MVG9");
      case WEBHOOK -> Map.of("url", url + "/here");
      case ZAPIER -> Map.of();
    };
  }

  Map<String, String> secrets(String url) {
    return switch (this) {
      case HUBSPOT -> Map.of("token", "s3cret");
      case SALESFORCE, MARKETO -> Map.of("clientSecret", "s3cret");
      case KLAVIYO -> Map.of("apiKey", "pk_s3cret");
      case WEBHOOK -> Map.of("secret", DestinationsTestResource.SECRET);
      case ZAPIER -> Map.of("url", url + "/catch");
    };
  }

  String type() {
    return name().toLowerCase(Locale.ROOT);
  }

  Delivery delivery() {
    return Deliveries.asking(verb, Map.of("owner", "never"));
  }
}
