package dev.leadlight.routing.connector.marketo;

import static dev.leadlight.routing.connector.dialogue.HttpCall.encoded;

import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of Marketo's REST API. */
final class MarketoRequests {

  private static final String EMAIL = "email";

  /** A lead as Marketo knows it. */
  static Map<String, Object> lead(LeadFacts facts, String email, MarketoSettings settings) {
    Map<String, Object> lead =
        JsonObject.of(
            EMAIL,
            email,
            "firstName",
            facts.firstName(),
            "lastName",
            facts.lastName(),
            "phone",
            facts.phone().orElse(null));
    lead.putAll(facts.named(settings.names()));
    return lead;
  }

  static HttpCall upsertLeads(List<Map<String, Object>> leads) {
    return HttpCall.post(
        "/rest/v1/leads.json",
        JsonObject.of("action", "createOrUpdate", "lookupField", EMAIL, "input", leads));
  }

  static HttpCall findLead(String email) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("filterType", EMAIL);
    query.put("filterValues", email);
    query.put("fields", "id");
    return HttpCall.get("/rest/v1/leads.json?" + HttpCall.query(query));
  }

  static HttpCall addToList(String list, List<BigDecimal> leads) {
    return HttpCall.post(
        members(list), Map.of("input", leads.stream().map(lead -> Map.of("id", lead)).toList()));
  }

  static HttpCall removeFromList(String list, BigDecimal lead) {
    return HttpCall.delete(members(list) + "?id=" + encoded(lead.toPlainString()));
  }

  /** The tokens are sorted by name. */
  static HttpCall triggerCampaign(String campaign, BigDecimal lead, Map<String, String> tokens) {
    List<Map<String, Object>> named =
        tokens.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(token -> JsonObject.of("name", token.getKey(), "value", token.getValue()))
            .toList();
    return HttpCall.post(
        "/rest/v1/campaigns/" + encoded(campaign) + "/trigger.json",
        Map.of(
            "input",
            JsonObject.of(
                "leads", List.of(Map.of("id", lead)), "tokens", named.isEmpty() ? null : named)));
  }

  private static String members(String list) {
    return "/rest/v1/lists/" + encoded(list) + "/leads.json";
  }

  private MarketoRequests() {}
}
