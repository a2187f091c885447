package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.label.SignedJson;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.StandardSignature;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Any other CRM: our own JSON, signed as the Standard Webhooks specification says. */
public final class SignedCrmAdapter implements LabelAdapter {

  @Override
  public String vendor() {
    return "signed-crm";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return SignedJson.fault(settings);
  }

  @Override
  public Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    return StandardSignature.check(request, settings.secrets(), now);
  }

  @Override
  public Findings read(
      String source, LabelRequest request, Content content, WebhookSettings settings) {
    Findings findings = Findings.NONE;
    List<?> items = content.items();
    for (int i = 0; i < items.size(); i++) {
      String id = SignedJson.id(request, content, i);
      findings = findings.and(deal(source, Payload.of(items.get(i)), id, content.pointer(i)));
    }
    return findings;
  }

  private static Findings deal(String source, Payload sent, String id, String place) {
    Object moment = sent.fields().get("occurredAt");
    Instant at = Timestamps.parse(moment);
    if (moment != null && at == null) {
      return Findings.refused(
          Fault.at("time", place + "/occurredAt", "an ISO 8601 instant or an epoch number"));
    }
    return new Deal(
            Objects.requireNonNullElse(sent.text("id"), id),
            Objects.requireNonNullElse(sent.text("kind"), ""),
            at,
            sent.text("value"),
            sent.text("currency"),
            sent.text("reason"),
            Person.of(sent.fields()),
            place,
            Map.of())
        .label(source);
  }
}
