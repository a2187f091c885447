package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.util.List;

/**
 * Where deals are won and lost. The defaults are the stages of HubSpot's own pipeline; others have
 * ids that were made up for them.
 */
record HubSpotStages(List<String> won, List<String> lost) {

  static HubSpotStages of(WebhookSettings settings) {
    return new HubSpotStages(
        HubSpotAdapter.listed(settings, "won-stages", "closedwon"),
        HubSpotAdapter.listed(settings, "lost-stages", "closedlost"));
  }

  /** {@code won}, {@code lost}, or empty if a change of a property tells neither. */
  String kind(Payload event) {
    String value = HubSpotAdapter.text(event, "propertyValue");
    return switch (HubSpotAdapter.text(event, "propertyName")) {
      case "dealstage" -> won.contains(value) ? "won" : lost.contains(value) ? "lost" : "";
      case "hs_is_closed_won" -> value.equals("true") ? "won" : "";
      case "hs_is_closed_lost" -> value.equals("true") ? "lost" : "";
      default -> "";
    };
  }
}
