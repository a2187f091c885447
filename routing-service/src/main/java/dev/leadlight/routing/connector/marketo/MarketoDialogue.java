package dev.leadlight.routing.connector.marketo;

import static dev.leadlight.routing.connector.dialogue.Step.ask;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What Marketo is asked for one delivery, call by call.
 *
 * <pre>
 * upsert-profile:   create or update by e-mail
 * add-to-list:      the same → put on the list
 * remove-from-list: find by e-mail → take off the list
 * trigger-campaign: create or update → request the campaign
 * </pre>
 *
 * All but the last may be repeated; a campaign that was requested twice runs twice unless its own
 * rules say that a person goes through it once.
 */
public final class MarketoDialogue {

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}+");

  /** Parameters of this shape are tokens of the campaign. */
  private static final Pattern TOKEN = Pattern.compile("\\{\\{my\\..+}}");

  private final Delivery delivery;
  private final MarketoSettings settings;
  private final Instant now;
  private final LeadFacts facts;

  private MarketoDialogue(Delivery delivery, MarketoSettings settings, Instant now) {
    this.delivery = delivery;
    this.settings = settings;
    this.now = now;
    this.facts = LeadFacts.of(delivery.change(), settings.link());
  }

  /** The first step for a delivery. */
  public static Step of(Delivery delivery, MarketoSettings settings, Instant now) {
    return new MarketoDialogue(delivery, settings, now).begin();
  }

  /** A question that only takes credentials; the settings have no part in it. */
  public static Step probe(Instant now) {
    return ask(
        HttpCall.get("/rest/v1/leads/describe2.json"),
        reply -> Step.over(MarketoAnswers.outcome(reply, now)));
  }

  private Step begin() {
    return switch (delivery.verb()) {
      case UPSERT_PROFILE -> upsert(done -> Step.accepted());
      case ADD_TO_LIST ->
          withLead(lead -> last(MarketoRequests.addToList(parameter(Verb.LIST), List.of(lead))));
      case REMOVE_FROM_LIST -> removeFromList();
      case TRIGGER_CAMPAIGN ->
          withLead(
              lead ->
                  last(MarketoRequests.triggerCampaign(parameter(Verb.CAMPAIGN), lead, tokens())));
      default -> Step.over(Outcome.refused(Reason.VERB_NOT_OFFERED));
    };
  }

  private Step upsert(Function<Payload, Step> then) {
    return then(
        MarketoRequests.upsertLeads(List.of(MarketoRequests.lead(facts, email(), settings))), then);
  }

  /**
   * A delivery's lead as Marketo knows it.
   *
   * @throws UnmappableException if it has no e-mail address that Marketo takes
   */
  static Map<String, Object> lead(Delivery delivery, MarketoSettings settings) {
    MarketoDialogue alone = new MarketoDialogue(delivery, settings, delivery.plannedAt());
    return MarketoRequests.lead(alone.facts, alone.email(), settings);
  }

  private Step withLead(Function<BigDecimal, Step> then) {
    return upsert(
        written -> {
          BigDecimal lead = written.first("result").number("id");
          return lead == null
              ? Step.refused(Reason.REJECTED, "Marketo's answer names no lead")
              : then.apply(lead);
        });
  }

  private Step removeFromList() {
    return then(
        MarketoRequests.findLead(email()),
        found -> {
          BigDecimal lead = found.first("result").number("id");
          return lead == null
              ? Step.accepted()
              : last(MarketoRequests.removeFromList(parameter(Verb.LIST), lead));
        });
  }

  private String email() {
    String email = facts.requiredEmail();
    if (!ASCII.matcher(email).matches()) {
      throw new UnmappableException("contact.email", "Marketo takes ASCII only");
    }
    return email;
  }

  private Map<String, String> tokens() {
    Map<String, String> tokens = new TreeMap<>();
    delivery
        .with()
        .forEach(
            (name, template) -> {
              if (TOKEN.matcher(name).matches()) {
                tokens.put(name, facts.fill(template, "with." + name));
              }
            });
    return tokens;
  }

  private String parameter(String name) {
    return delivery.with().getOrDefault(name, "");
  }

  private Step last(HttpCall call) {
    return then(call, done -> Step.accepted());
  }

  private Step then(HttpCall call, Function<Payload, Step> next) {
    return ask(
        call,
        reply -> {
          Outcome outcome = MarketoAnswers.outcome(reply, now);
          return outcome.equals(Outcome.accepted()) ? next.apply(reply.json()) : Step.over(outcome);
        });
  }
}
