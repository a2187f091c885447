package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.feedback.label.Errand;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Step;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * HubSpot's webhooks: lists of changes of properties. A deal that comes to a stage where it is won
 * or lost is an errand, because the webhook tells neither its money nor its contact. So is one that
 * comes to any other stage, because it does not tell whether the deal was closed before. An event's
 * id is not unique at HubSpot, so deal, stage and moment are the errand's.
 */
public final class HubSpotAdapter implements LabelAdapter {

  private static final Set<String> CHANGES = Set.of("deal.propertyChange", "object.propertyChange");

  private static final String DEAL_TYPE = "0-3";

  @Override
  public String vendor() {
    return "hubspot";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    if (settings.url().isEmpty()) {
      return Optional.of("hubspot signs the address: set url as it is registered there");
    }
    return settings.option("api-token").isEmpty()
        ? Optional.of("hubspot needs the option api-token to fetch deals")
        : Optional.empty();
  }

  @Override
  public Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    return HubSpotSignature.check(request, settings, now);
  }

  @Override
  public Findings read(
      String source, LabelRequest request, Content content, WebhookSettings settings) {
    Findings findings = Findings.NONE;
    List<?> items = content.items();
    for (int i = 0; i < items.size(); i++) {
      findings = findings.and(event(Payload.of(items.get(i)), content.pointer(i), settings));
    }
    return findings;
  }

  private static Findings event(Payload event, String place, WebhookSettings settings) {
    String type = Objects.requireNonNullElse(event.text("subscriptionType"), "");
    boolean isDeal =
        CHANGES.contains(type)
            && DEAL_TYPE.equals(
                Objects.requireNonNullElse(
                    event.text("objectTypeId"), type.startsWith("deal.") ? DEAL_TYPE : ""));
    String property = text(event, "propertyName");
    if (!isDeal || !HubSpotStages.PROPERTIES.contains(property)) {
      return Findings.IGNORED;
    }
    String closed = HubSpotStages.of(settings).kind(property, text(event, "propertyValue"));
    String kind = closed.isEmpty() ? Deal.REOPENED : closed;
    String deal = Objects.requireNonNullElse(event.text("objectId"), "");
    Instant at = Timestamps.parse(event.fields().get("occurredAt"));
    if (!deal.matches("[0-9]{1,20}")) {
      return Findings.refused(Fault.at("id", place + "/objectId", "the number of a deal"));
    }
    if (at == null) {
      return Findings.refused(Fault.at("time", place + "/occurredAt", "a moment"));
    }
    String portal = Objects.requireNonNullElse(event.text("portalId"), "0");
    return Findings.of(
        new Errand(
            String.join(":", portal, deal, kind, String.valueOf(at.toEpochMilli())),
            Map.of(
                "portal",
                portal,
                "deal",
                deal,
                "kind",
                kind,
                "at",
                at.toString(),
                "property",
                property)));
  }

  @Override
  public Step pursue(String source, Errand errand, List<Object> answers, WebhookSettings settings) {
    return new HubSpotDeal(source, errand, settings)
        .next(answers.stream().map(Payload::of).toList());
  }

  static List<String> listed(WebhookSettings settings, String option, String otherwise) {
    return List.of(settings.option(option).orElse(otherwise).split(" *, *"));
  }

  static String text(Payload payload, String name) {
    return Objects.requireNonNullElse(Fields.text(payload.fields().get(name)), "");
  }
}
