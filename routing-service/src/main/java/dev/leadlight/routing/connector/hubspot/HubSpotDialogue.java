package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.connector.dialogue.Step.ask;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.OwnerPolicy;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What HubSpot is asked for one delivery, call by call.
 *
 * <pre>
 * upsert-contact: [owner by e-mail] → [who owns it now] → upsert by e-mail
 * create-task:    contact by e-mail, or upsert → [owner by e-mail] → [tasks of the contact: is it
 *                 there already] → create
 *                 when the lead goes to another: open tasks of the lead → give them, if any
 * close-task:     open tasks of the lead → update them
 * open tasks:     those of the contact, and those that a search finds of the lead
 * </pre>
 *
 * In brackets: only where needed. Where one of our properties is missing, they are created and the
 * call is made once more.
 */
public final class HubSpotDialogue {

  private static final String OWNER = "hubspot_owner_id";

  private final Delivery delivery;
  private final HubSpotSettings settings;
  private final HubSpotCalls calls;
  private final ContactTasks tasks;
  private final LeadFacts facts;

  private HubSpotDialogue(Delivery delivery, HubSpotSettings settings, Instant now) {
    this.delivery = delivery;
    this.settings = settings;
    this.calls = new HubSpotCalls(settings, now);
    this.tasks = new ContactTasks(calls);
    this.facts = LeadFacts.of(delivery.change(), settings.link());
  }

  /** The first step for a delivery. */
  public static Step of(Delivery delivery, HubSpotSettings settings, Instant now) {
    return new HubSpotDialogue(delivery, settings, now).begin();
  }

  /** A question that only takes credentials. */
  public static Step probe(HubSpotSettings settings, Instant now) {
    return ask(
        HttpCall.get(settings.owners() + "?limit=1"), new HubSpotCalls(settings, now)::failed);
  }

  private Step begin() {
    return switch (delivery.verb()) {
      case UPSERT_CONTACT -> upsertContact(facts.requiredEmail());
      case CREATE_TASK -> delivery.isHandOver() ? handOver() : createTask(facts.requiredEmail());
      case CLOSE_TASK -> closeTasks();
      default -> Step.over(Outcome.refused(Reason.VERB_NOT_OFFERED));
    };
  }

  private Step upsertContact(String email) {
    OwnerPolicy policy = ownerPolicy();
    return policy == OwnerPolicy.NEVER
        ? upsert(email, null, done -> Step.accepted())
        : withOwner(owner -> upsertOwned(email, owner, policy));
  }

  private Step upsertOwned(String email, @Nullable String owner, OwnerPolicy policy) {
    if (owner == null || policy == OwnerPolicy.ALWAYS) {
      return upsert(email, owner, done -> Step.accepted());
    }
    return withContact(
        email,
        contact -> {
          String present = contact.object("properties").text(OWNER);
          return present == null
              ? upsert(email, owner, done -> Step.accepted())
              : withOwners(
                  delivery.before(),
                  before ->
                      upsert(
                          email, before.contains(present) ? owner : null, done -> Step.accepted()));
        });
  }

  private Step upsert(String email, @Nullable String owner, Function<Payload, Step> then) {
    Map<String, Object> contact =
        HubSpotRequests.contact(facts, email, owner, delivery.id(), settings);
    return own(
        HubSpotProperties.CONTACTS,
        HubSpotRequests.upsertContacts(List.of(contact), settings),
        reply -> then.apply(reply.first("results")));
  }

  /** The contact as it is; nothing if there is none. */
  private Step withContact(String email, Function<Payload, Step> then) {
    return ask(
        HubSpotRequests.readContact(email, settings),
        reply -> // a missing contact is an error within 207
        reply.accepted() ? then.apply(reply.json().first("results")) : failed(reply));
  }

  private Step createTask(String email) {
    return withContact(
        email,
        contact ->
            contact.text("id") == null
                ? upsert(email, null, this::createTaskOf)
                : createTaskOf(contact));
  }

  private Step createTaskOf(Payload contact) {
    String id = contact.text("id");
    return id == null
        ? Step.refused(Reason.REJECTED, "HubSpot's answer names no contact")
        : withOwner(owner -> unlessCreated(id, () -> create(id, owner)));
  }

  /**
   * HubSpot has no key that would refuse a second task, and a replica that dies between creating
   * one and writing that down leaves no trace of it. So a repeat looks for it first.
   */
  private Step unlessCreated(String contact, Supplier<Step> create) {
    return delivery.isRepeat()
        ? tasks.of(
            contact,
            there ->
                there.stream().anyMatch(task -> HubSpotRequests.isTaskOf(delivery.id(), task))
                    ? Step.accepted()
                    : create.get())
        : create.get();
  }

  private Step create(String contact, @Nullable String owner) {
    return own(
        HubSpotProperties.TASKS,
        HubSpotRequests.createTask(facts, contact, owner, delivery, settings),
        created -> Step.accepted());
  }

  /** What is open goes along with the lead; nobody who has let it go is to call. */
  private Step handOver() {
    return delivery.assignee() == null
        ? Step.accepted()
        : withOpenTasks(
            ids -> withOwner(owner -> updated(HubSpotRequests.giveTasks(ids, owner, settings))),
            () -> createTask(facts.requiredEmail()));
  }

  private Step closeTasks() {
    return withOpenTasks(
        ids -> updated(HubSpotRequests.completeTasks(ids, settings)), Step::accepted);
  }

  /**
   * The contact knows its tasks at once, and only a search knows those of the lead that hang on
   * another contact, such as one of a former address.
   */
  private Step withOpenTasks(Function<List<String>, Step> then, Supplier<Step> otherwise) {
    return withTasksOfContact(
        there ->
            own(
                HubSpotProperties.TASKS,
                HubSpotRequests.findOpenTasks(facts, settings),
                found -> {
                  List<String> ids = openTasks(there, found.objects("results"));
                  return ids.isEmpty() ? otherwise.get() : then.apply(ids);
                }));
  }

  private Step withTasksOfContact(Function<List<Payload>, Step> then) {
    String email = facts.email().orElse(null);
    return email == null
        ? then.apply(List.of())
        : withContact(
            email,
            contact -> {
              String id = contact.text("id");
              return id == null ? then.apply(List.of()) : tasks.of(id, then);
            });
  }

  /** What the contact says of a task is newer than what the search says. */
  private List<String> openTasks(List<Payload> there, List<Payload> found) {
    Set<String> told = there.stream().map(HubSpotDialogue::id).collect(Collectors.toSet());
    return Stream.concat(
            there.stream().filter(task -> HubSpotRequests.isOpenTaskOf(facts, task)),
            found.stream().filter(task -> !told.contains(id(task))))
        .map(HubSpotDialogue::id)
        .limit(HubSpotRequests.MOST)
        .toList();
  }

  private static String id(Payload task) {
    return task.textOr("id", "");
  }

  private Step updated(HttpCall update) {
    return own(HubSpotProperties.TASKS, update, done -> Step.accepted());
  }

  /** The ids of reps' owners, of those whom HubSpot knows. */
  private Step withOwners(@Nullable List<Assignee> reps, Function<Set<String>, Step> then) {
    return reps == null || reps.isEmpty()
        ? then.apply(Set.of())
        : withOwner(
            reps.get(0),
            owner ->
                withOwners(reps.subList(1, reps.size()), more -> then.apply(with(owner, more))));
  }

  private static Set<String> with(@Nullable String owner, Set<String> more) {
    Set<String> all = new HashSet<>(more);
    if (owner != null) {
      all.add(owner);
    }
    return all;
  }

  private Step withOwner(Function<@Nullable String, Step> then) {
    return withOwner(delivery.assignee(), then);
  }

  /** The id of the rep's owner; null if there is no rep, or HubSpot doesn't know the rep. */
  private Step withOwner(@Nullable Assignee rep, Function<@Nullable String, Step> then) {
    if (rep == null) {
      return then.apply(null);
    }
    String known = rep.ids().get("hubspot");
    String email = rep.email();
    if (known != null || email == null) {
      return then.apply(known);
    }
    return ask(
        HubSpotRequests.ownersByEmail(email, settings).remembered(),
        reply -> reply.accepted() ? then.apply(firstOwner(reply.json())) : failed(reply));
  }

  private static @Nullable String firstOwner(Payload found) {
    return found.objects("results").stream()
        .filter(owner -> !owner.isTrue("archived"))
        .map(owner -> owner.textOr("id", ""))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private OwnerPolicy ownerPolicy() {
    return OwnerPolicy.of(delivery.with(), settings.owner());
  }

  /** A call that uses our properties, all of which has to be done. */
  private Step own(String objectType, HttpCall call, Function<Payload, Step> then) {
    return calls.own(
        objectType,
        call,
        reply -> HubSpotAnswers.isDone(reply) ? then.apply(reply.json()) : failed(reply));
  }

  private Step failed(HttpExchange reply) {
    return calls.failed(reply);
  }
}
