package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.feedback.label.BodyKind;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.feedback.label.Element;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelAnswer;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.SharedSecret;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Salesforce's three ways of telling: Outbound Messages (SOAP), Flow HTTP callouts (JSON) and
 * change events (the JSON of CDC, as a relay hands it on). None is signed: a shared secret proves
 * them, and the organisation's id if it is configured.
 */
public final class SalesforceAdapter implements LabelAdapter {

  private static final String ACK =
      "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
          + "<soapenv:Body><notificationsResponse xmlns=\"http://soap.sforce.com/2005/09/outbound\">"
          + "<Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>";

  @Override
  public String vendor() {
    return "salesforce";
  }

  @Override
  public List<BodyKind> bodies() {
    return List.of(BodyKind.JSON, BodyKind.XML);
  }

  @Override
  public Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    return SharedSecret.check(request, settings);
  }

  @Override
  public Findings read(
      String source, LabelRequest request, Content content, WebhookSettings settings) {
    Element soap = content.xml();
    if (soap != null) {
      return notifications(source, soap, settings);
    }
    Findings findings = Findings.NONE;
    List<?> items = content.items();
    for (int i = 0; i < items.size(); i++) {
      Payload item = Payload.of(items.get(i));
      List<Opportunity> told =
          Opportunity.isChange(item)
              ? Opportunity.ofChange(item, content.pointer(i))
              : List.of(Opportunity.of(item.fields(), "Opportunity", content.pointer(i)));
      for (Opportunity each : told) {
        findings = findings.and(each.findings(source, settings));
      }
    }
    return findings;
  }

  private static Findings notifications(String source, Element soap, WebhookSettings settings) {
    List<Element> messages = soap.all("notifications").toList();
    if (messages.isEmpty()) {
      return Findings.refused(Fault.at("field", "", "an Outbound Message with notifications"));
    }
    Optional<String> organisation = settings.option("organization-id");
    Findings findings = Findings.NONE;
    for (Element message : messages) {
      if (organisation.filter(id -> !id.equals(message.textOf("OrganizationId"))).isPresent()) {
        return Findings.refused(
            Fault.at("organization", "/notifications/OrganizationId", "not the configured one"));
      }
      int index = 0;
      for (Element object : message.all("sObject").toList()) {
        String place = "/notifications/Notification/" + index++ + "/sObject";
        findings =
            findings.and(
                Opportunity.of(object.fields(), object.type(), place).findings(source, settings));
      }
    }
    return findings;
  }

  @Override
  public boolean tellsStates() {
    return true;
  }

  /** Salesforce sends again until it reads this. */
  @Override
  public Optional<LabelAnswer> answer(LabelRequest request) {
    BodyKind kind = BodyKind.of(request.header("content-type").orElse(null), bodies());
    return kind == BodyKind.XML ? Optional.of(new LabelAnswer("text/xml", ACK)) : Optional.empty();
  }
}
