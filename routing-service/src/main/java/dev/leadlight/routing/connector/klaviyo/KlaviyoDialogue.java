package dev.leadlight.routing.connector.klaviyo;

import static dev.leadlight.routing.connector.dialogue.Step.ask;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What Klaviyo is asked for one delivery, call by call; each may be made again.
 *
 * <pre>
 * upsert-profile:   upsert
 * track-event:      event, whose unique id is the delivery's
 * add-to-list:      upsert → consent there → put on the list, or subscribe
 * remove-from-list: find → take off the list; or unsubscribe
 * </pre>
 *
 * Subscribing lifts suppressions at Klaviyo. So it takes a yes that we know of, and nobody is put
 * on a list or subscribed who has said no there.
 */
public final class KlaviyoDialogue {

  /** Parameter of the verbs about lists: {@code true} for consent as well as membership. */
  private static final String SUBSCRIBE = "subscribe";

  private static final List<String> PURPOSES = List.of("email", "marketing");

  private final Delivery delivery;
  private final KlaviyoSettings settings;
  private final LeadFacts facts;

  private KlaviyoDialogue(Delivery delivery, KlaviyoSettings settings) {
    this.delivery = delivery;
    this.settings = settings;
    this.facts = LeadFacts.of(delivery.change(), settings.link());
  }

  /** The first step for a delivery. */
  public static Step of(Delivery delivery, KlaviyoSettings settings) {
    return new KlaviyoDialogue(delivery, settings).begin();
  }

  /** A question that only takes credentials. */
  public static Step probe(KlaviyoSettings settings) {
    return ask(
        KlaviyoRequests.get("/lists", settings), reply -> Step.over(reply.answer().outcome()));
  }

  private Step begin() {
    return switch (delivery.verb()) {
      case UPSERT_PROFILE -> last(KlaviyoRequests.upsertProfile(facts, settings));
      case TRACK_EVENT -> last(KlaviyoRequests.trackEvent(facts, delivery, settings));
      case ADD_TO_LIST -> addToList();
      case REMOVE_FROM_LIST ->
          isSubscription()
              ? last(KlaviyoRequests.unsubscribe(list(), facts, settings))
              : removeFromList();
      default -> Step.over(Outcome.refused(Reason.VERB_NOT_OFFERED));
    };
  }

  private Step addToList() {
    if (hasRefused() || (isSubscription() && !hasAgreed())) {
      return Step.refused(Reason.NO_CONSENT, "no consent to e-mail is known");
    }
    return then(
        KlaviyoRequests.upsertProfile(facts, settings),
        upserted -> {
          String profile = upserted.object("data").text("id");
          return profile == null
              ? Step.refused(Reason.REJECTED, "Klaviyo's answer names no profile")
              : then(
                  KlaviyoRequests.readConsent(profile, settings),
                  found -> addUnlessUnwilling(profile, found));
        });
  }

  private Step addUnlessUnwilling(String profile, Payload found) {
    Payload marketing =
        found
            .object("data")
            .object("attributes")
            .object("subscriptions")
            .object("email")
            .object("marketing");
    boolean unwilling =
        marketing.textOr("consent", "").equals("UNSUBSCRIBED")
            || !marketing.objects("suppression").isEmpty();
    if (unwilling) {
      return Step.refused(Reason.NO_CONSENT, "unsubscribed or suppressed at Klaviyo");
    }
    return last(
        isSubscription()
            ? KlaviyoRequests.subscribe(list(), facts, settings)
            : KlaviyoRequests.addToList(list(), profile, settings));
  }

  private Step removeFromList() {
    return then(
        KlaviyoRequests.findProfile(facts, settings),
        found -> {
          String profile = found.first("data").text("id");
          return profile == null
              ? Step.accepted()
              : last(KlaviyoRequests.removeFromList(list(), profile, settings));
        });
  }

  private String list() {
    return delivery.with().getOrDefault(Verb.LIST, "");
  }

  private boolean isSubscription() {
    return Boolean.parseBoolean(delivery.with().get(SUBSCRIBE));
  }

  private boolean hasRefused() {
    return says(false);
  }

  private boolean hasAgreed() {
    return says(true);
  }

  private boolean says(boolean what) {
    Map<String, Boolean> consent = delivery.change().consent();
    return PURPOSES.stream()
        .anyMatch(purpose -> Boolean.valueOf(what).equals(consent.get(purpose)));
  }

  private Step last(HttpCall call) {
    return then(call, done -> Step.accepted());
  }

  private Step then(HttpCall call, Function<Payload, Step> next) {
    return ask(call, reply -> reply.accepted() ? next.apply(reply.json()) : failed(reply));
  }

  private Step failed(HttpExchange reply) {
    if (reply.status() == 410) { // the revision has been retired, not the account
      return Step.refused(Reason.REJECTED, "Klaviyo does not know the revision any more");
    }
    return Step.over(reply.answer().outcome());
  }
}
