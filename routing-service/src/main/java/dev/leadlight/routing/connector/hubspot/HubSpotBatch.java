package dev.leadlight.routing.connector.hubspot;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.connector.dialogue.Step.Over;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What HubSpot is asked for the contacts of several leads at once: one call that creates or updates
 * all of them by e-mail. Leads with a rep go alone, for it depends on each contact whether it gets
 * an owner.
 *
 * <p>Each input carries its delivery's id as {@code objectWriteTraceId}; with it HubSpot answers
 * for each (status 207), in no promised order. What it refuses, or what can't be put into its
 * words, ends apart from the others. An answer for the call as a whole is one for all.
 */
public final class HubSpotBatch {

  /** Most contacts of a call. */
  public static final int MOST = 100;

  private final HubSpotSettings settings;
  private final HubSpotCalls calls;
  private final Map<String, Over> apart = new HashMap<>();

  private HubSpotBatch(HubSpotSettings settings, Instant now) {
    this.settings = settings;
    this.calls = new HubSpotCalls(settings, now);
  }

  /** Whether several deliveries of that verb go together. */
  public static boolean takes(Verb verb, boolean hasRep) {
    return verb == Verb.UPSERT_CONTACT && !hasRep;
  }

  /**
   * The first step.
   *
   * @param deliveries at least one and at most {@link #MOST} that are {@linkplain #takes taken}, no
   *     two with the same e-mail address
   */
  public static Step of(List<Delivery> deliveries, HubSpotSettings settings, Instant now) {
    return new HubSpotBatch(settings, now).begin(deliveries);
  }

  /**
   * Whether an answer was given to the call as a whole and may be the fault of one of its contacts:
   * the others are not to be judged by it.
   */
  public static boolean isOfAll(Answer answer) {
    Integer status = answer.status();
    return status != null && (status == 400 || status == 409);
  }

  private Step begin(List<Delivery> deliveries) {
    Map<String, Map<String, Object>> contacts = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      try {
        contacts.put(delivery.id(), contact(delivery));
      } catch (UnmappableException unmappable) {
        apart.put(delivery.id(), Step.refused(Reason.UNMAPPABLE, unmappable.text()));
      }
    }
    return contacts.isEmpty()
        ? Step.over(Outcome.accepted(), apart)
        : calls.own(
            HubSpotProperties.CONTACTS,
            HubSpotRequests.upsertContacts(List.copyOf(contacts.values()), settings),
            reply -> answered(contacts, reply));
  }

  private Map<String, Object> contact(Delivery delivery) {
    LeadFacts facts = LeadFacts.of(delivery.change(), settings.link());
    return HubSpotRequests.contact(facts, facts.requiredEmail(), null, delivery.id(), settings);
  }

  private Step answered(Map<String, Map<String, Object>> contacts, HttpExchange reply) {
    if (HubSpotAnswers.isDone(reply)) {
      return Step.over(Outcome.accepted(), apart);
    }
    if (!reply.accepted()) {
      return Step.over(HubSpotAnswers.outcome(reply, calls.now(), settings.zone()), apart);
    }
    judge(contacts.keySet(), reply.json());
    return Step.over(Outcome.accepted(), apart);
  }

  /** What is neither among the results nor among the errors is tried again: that harms nobody. */
  private void judge(Set<String> deliveries, Payload reply) {
    Set<String> written =
        reply.objects("results").stream()
            .map(contact -> contact.textOr(HubSpotRequests.TRACE, ""))
            .collect(Collectors.toSet());
    Map<String, String> refused = new HashMap<>();
    for (Payload error : reply.objects("errors")) {
      for (String delivery : HubSpotAnswers.refused(error)) {
        refused.put(delivery, error.textOr("category", "no reason"));
      }
    }
    for (String delivery : deliveries) {
      if (refused.containsKey(delivery)) {
        String why = "HubSpot says of this contact: " + refused.get(delivery);
        apart.put(delivery, Step.refused(Reason.REJECTED, why));
      } else if (!written.contains(delivery)) {
        Outcome untold = Outcome.failed(Reason.DESTINATION_TROUBLE);
        apart.put(delivery, new Over(untold, "HubSpot's answer is silent about it", Map.of()));
      }
    }
  }
}
