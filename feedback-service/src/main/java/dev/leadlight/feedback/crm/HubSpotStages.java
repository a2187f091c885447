package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
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

  /** The properties that tell. */
  static final List<String> PROPERTIES =
      List.of("dealstage", "hs_is_closed_won", "hs_is_closed_lost");

  /** {@code won}, {@code lost}, or empty if that value of a property tells neither. */
  String kind(String property, String value) {
    return switch (property) {
      case "dealstage" -> won.contains(value) ? "won" : lost.contains(value) ? "lost" : "";
      case "hs_is_closed_won" -> value.equals("true") ? "won" : "";
      case "hs_is_closed_lost" -> value.equals("true") ? "lost" : "";
      default -> "";
    };
  }

  /**
   * Whether a deal is open that was closed when a property had an earlier value.
   *
   * @param deal with the values of {@link #PROPERTIES} and those that one of them had
   * @param property that one
   * @param at when it changed
   */
  boolean isReopened(Payload deal, String property, Instant at) {
    Payload now = deal.object("properties");
    return PROPERTIES.stream().allMatch(each -> kind(each, now.textOr(each, "")).isEmpty())
        && deal.object("propertiesWithHistory").objects(property).stream()
            .filter(version -> isBefore(at, version))
            .anyMatch(version -> !kind(property, version.textOr("value", "")).isEmpty());
  }

  private static boolean isBefore(Instant at, Payload version) {
    Instant since = Timestamps.parse(version.fields().get("timestamp"));
    return since != null && since.isBefore(at);
  }
}
