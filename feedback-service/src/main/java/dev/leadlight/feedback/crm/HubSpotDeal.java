package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.feedback.label.Errand;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.label.Step;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fetches a deal, then its first contact. The kind is that of the event and not of the deal as it
 * stands now: of two events the later one is told later anyhow. Only whether a deal that is open
 * was closed before stands in the deal's history.
 */
record HubSpotDeal(String source, Errand errand, WebhookSettings settings) {

  private static final String PROPERTIES =
      "amount,deal_currency_code,closed_won_reason,closed_lost_reason,leadlight_lead_id";

  private static final String STAGES =
      "," + String.join(",", HubSpotStages.PROPERTIES) + "&propertiesWithHistory=";

  Step next(List<Payload> answers) {
    boolean isOpen = errand.detail("kind").equals(Deal.REOPENED);
    if (answers.isEmpty()) {
      return ask(
          "deals/"
              + errand.detail("deal")
              + "?properties="
              + PROPERTIES
              + (isOpen ? STAGES + errand.detail("property") : "")
              + "&associations=contacts");
    }
    if (isOpen
        && !HubSpotStages.of(settings)
            .isReopened(
                answers.get(0), errand.detail("property"), Instant.parse(errand.detail("at")))) {
      return new Step.Found(Findings.IGNORED);
    }
    Optional<String> contact = contact(answers.get(0));
    if (answers.size() == 1 && contact.isPresent()) {
      return ask("contacts/" + contact.get() + "?properties=email,leadlight_lead_id");
    }
    return new Step.Found(found(answers, contact));
  }

  private Step ask(String path) {
    return new Step.Ask(
        settings.option("base-url").orElse("https://api.hubapi.com")
            + settings.option("objects-path").orElse("/crm/v3/objects")
            + "/"
            + path,
        Map.of("Authorization", "Bearer " + settings.option("api-token").orElseThrow()));
  }

  private static Optional<String> contact(Payload deal) {
    return deal.object("associations").object("contacts").objects("results").stream()
        .map(result -> result.text("id"))
        .filter(Objects::nonNull)
        .filter(id -> id.matches("[0-9]{1,20}"))
        .findFirst();
  }

  private Findings found(List<Payload> answers, Optional<String> contact) {
    Payload deal = answers.get(0).object("properties");
    Person person =
        Stream.of(
                answers.size() > 1 ? named(answers.get(1).object("properties")) : Person.NOBODY,
                named(deal),
                new Person(
                    contact.flatMap(id -> Identity.of(IdentityKind.CRM, id)).stream().toList(),
                    null))
            .reduce(Person.NOBODY, Person::and);
    String kind = errand.detail("kind");
    return new Deal(
            "deal:" + errand.detail("portal") + ":" + errand.detail("deal"),
            kind,
            Instant.parse(errand.detail("at")),
            deal.text("amount"),
            Optional.ofNullable(deal.text("deal_currency_code"))
                .or(() -> settings.option("currency"))
                .orElse(null),
            deal.text("closed_" + kind + "_reason"),
            person,
            "",
            Map.of(
                "/value", "/properties/amount",
                "/currency", "/properties/deal_currency_code",
                "/lead", "/associations/contacts"))
        .label(source);
  }

  private static Person named(Payload properties) {
    return Person.of(properties.fields())
        .and(new Person(List.of(), properties.text("leadlight_lead_id")));
  }
}
