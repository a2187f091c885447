package dev.leadlight.routing.connector.marketo;

import static dev.leadlight.routing.connector.dialogue.Step.ask;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.connector.dialogue.Step.Over;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What Marketo is asked for several deliveries of one verb at once, call by call.
 *
 * <pre>
 * upsert-profile: create or update all by e-mail
 * add-to-list:    the same → put on the list all that were written
 * </pre>
 *
 * Marketo answers for each record, in their order. What it refuses, or what can't be put into its
 * words, ends apart from the others. An answer for the call as a whole is one for all.
 */
public final class MarketoBatch {

  /** Most records of a call. */
  public static final int MOST = 300;

  private final Verb verb;
  private final String list;
  private final Instant now;
  private final Map<String, Over> apart = new HashMap<>();

  /** A delivery on its way, with the lead's id there once it is known. */
  private record Member(String delivery, Map<String, Object> lead, BigDecimal id) {
    Member known(BigDecimal leadId) {
      return new Member(delivery, lead, leadId);
    }
  }

  private MarketoBatch(Delivery any, Instant now) {
    this.verb = any.verb();
    this.list = any.with().getOrDefault(Verb.LIST, "");
    this.now = now;
  }

  /** Whether several deliveries of that verb go together. */
  public static boolean takes(Verb verb) {
    return verb == Verb.UPSERT_PROFILE || verb == Verb.ADD_TO_LIST;
  }

  /**
   * The first step.
   *
   * @param deliveries at least one and at most {@link #MOST}, of one verb that is {@linkplain
   *     #takes taken} with the same parameters, no two with the same e-mail address
   */
  public static Step of(List<Delivery> deliveries, MarketoSettings settings, Instant now) {
    return new MarketoBatch(deliveries.get(0), now).begin(deliveries, settings);
  }

  private Step begin(List<Delivery> deliveries, MarketoSettings settings) {
    List<Member> members = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      try {
        Map<String, Object> lead = MarketoDialogue.lead(delivery, settings);
        members.add(new Member(delivery.id(), lead, BigDecimal.ZERO));
      } catch (UnmappableException unmappable) {
        apart.put(delivery.id(), Step.refused(Reason.UNMAPPABLE, unmappable.text()));
      }
    }
    return members.isEmpty() ? end(Outcome.accepted()) : upsert(members);
  }

  private Step upsert(List<Member> members) {
    return ask(
        MarketoRequests.upsertLeads(members.stream().map(Member::lead).toList()),
        reply -> {
          Outcome whole = MarketoAnswers.outcomeOfCall(reply, now);
          return whole.equals(Outcome.accepted())
              ? written(judged(members, reply.json().objects("result")))
              : end(whole);
        });
  }

  private Step written(List<Member> members) {
    if (verb != Verb.ADD_TO_LIST || members.isEmpty()) {
      return end(Outcome.accepted());
    }
    return ask(
        MarketoRequests.addToList(list, members.stream().map(Member::id).toList()),
        reply -> {
          Outcome whole = MarketoAnswers.outcomeOfCall(reply, now);
          if (whole.equals(Outcome.accepted())) {
            judged(members, reply.json().objects("result"));
          }
          return end(whole);
        });
  }

  /** Those whose record was taken, with their ids; the others have ended. */
  private List<Member> judged(List<Member> members, List<Payload> results) {
    List<Member> taken = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Payload result = i < results.size() ? results.get(i) : Payload.of(null);
      Outcome outcome =
          i < results.size()
              ? MarketoAnswers.outcomeOfRecord(result, now)
              : Outcome.failed(Reason.DESTINATION_TROUBLE);
      BigDecimal id = result.number("id");
      if (!outcome.equals(Outcome.accepted())) {
        apart.put(member.delivery(), new Over(outcome, why(result), Map.of()));
      } else if (id == null && verb == Verb.ADD_TO_LIST) {
        apart.put(
            member.delivery(), Step.refused(Reason.REJECTED, "Marketo's answer names no lead"));
      } else {
        taken.add(member.known(Objects.requireNonNullElse(id, BigDecimal.ZERO)));
      }
    }
    return taken;
  }

  private Step end(Outcome outcome) {
    return Step.over(outcome, apart);
  }

  private static String why(Payload result) {
    return "Marketo says of this record: " + result.first("reasons").textOr("code", "nothing");
  }
}
