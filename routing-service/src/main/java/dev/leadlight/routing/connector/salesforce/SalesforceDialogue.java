package dev.leadlight.routing.connector.salesforce;

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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Salesforce is asked for one delivery, call by call. Records are found by external ids, so
 * each call may be made again.
 *
 * <pre>
 * upsert-contact: [who owns it now] → update, or else create
 * → [the contact it was converted to → update that]
 * create-task:    look up and upsert the task, in one → [upsert the person → once more]
 *                 → [the task for the contact it was converted to]
 *                 when the lead goes to another: open tasks of the lead → give them, if any
 * close-task:     open tasks of the lead → update them
 * </pre>
 */
public final class SalesforceDialogue {

  private static final String CONVERTED_CONTACT = "ConvertedContactId";

  /** By which reps' ids are known. */
  private static final String TYPE = "salesforce";

  /** Ids of queues begin so. */
  private static final String QUEUE = "00G";

  private final Delivery delivery;
  private final SalesforceSettings settings;
  private final Instant now;
  private final LeadFacts facts;

  private SalesforceDialogue(Delivery delivery, SalesforceSettings settings, Instant now) {
    this.delivery = delivery;
    this.settings = settings;
    this.now = now;
    this.facts = LeadFacts.of(delivery.change(), settings.link());
  }

  /** The first step for a delivery. */
  public static Step of(Delivery delivery, SalesforceSettings settings, Instant now) {
    return new SalesforceDialogue(delivery, settings, now).begin();
  }

  /** A question that only takes credentials. */
  public static Step probe(SalesforceSettings settings, Instant now) {
    return ask(
        HttpCall.get(settings.path("limits")),
        reply -> Step.over(SalesforceAnswers.outcome(reply, now)));
  }

  private Step begin() {
    return switch (delivery.verb()) {
      case UPSERT_CONTACT -> upsertPerson();
      case CREATE_TASK -> delivery.isHandOver() ? handOver() : createTask(true);
      case CLOSE_TASK -> closeTasks();
      default -> Step.over(Outcome.refused(Reason.VERB_NOT_OFFERED));
    };
  }

  private Step upsertPerson() {
    String owner = owner();
    OwnerPolicy policy = OwnerPolicy.of(delivery.with(), settings.owner());
    if (owner == null || policy == OwnerPolicy.NEVER) {
      return updatePerson(null);
    }
    return policy == OwnerPolicy.ALWAYS
        ? updatePerson(owner)
        : ask(
            SalesforceRequests.readPerson(facts, "OwnerId", settings),
            reply -> upsertOwned(reply, owner));
  }

  private Step upsertOwned(HttpExchange reply, String owner) {
    if (reply.status() == 404) {
      return createPerson(owner);
    }
    String present = reply.json().textOr("OwnerId", QUEUE);
    boolean free =
        present.startsWith(QUEUE)
            || settings.nobody().contains(present)
            || delivery.wasOf(TYPE, present);
    return reply.accepted() ? updatePerson(free ? owner : null) : failed(reply);
  }

  /** What a record must have and we don't know is made up, but never over what people wrote. */
  private Step updatePerson(@Nullable String owner) {
    return ask(
        SalesforceRequests.updatePerson(facts, owner, settings),
        reply ->
            switch (SalesforceAnswers.code(SalesforceAnswers.firstError(reply))) {
              case "CANNOT_UPDATE_CONVERTED_LEAD" -> updateContact();
              case "REQUIRED_FIELD_MISSING" -> createPerson(owner); // before v61 it creates
              default -> reply.status() == 404 ? createPerson(owner) : judged(reply);
            });
  }

  private Step createPerson(@Nullable String owner) {
    return ask(SalesforceRequests.upsertPerson(facts, owner, settings), this::judged);
  }

  private Step updateContact() {
    return ask(
        SalesforceRequests.readPerson(facts, CONVERTED_CONTACT, settings),
        reply -> {
          String contact = reply.json().text(CONVERTED_CONTACT);
          if (!reply.accepted()) {
            return failed(reply);
          }
          return contact == null
              ? Step.refused(Reason.AMBIGUOUS, "the lead was converted, but to no contact")
              : ask(SalesforceRequests.updateContact(facts, contact, settings), this::judged);
        });
  }

  /**
   * The task, with its person looked up in the same call.
   *
   * @param mayCreate whether somebody who is missing may be created first
   */
  private Step createTask(boolean mayCreate) {
    return ask(
        SalesforceRequests.createTask(facts, owner(), delivery, settings),
        reply -> {
          List<Payload> parts = reply.json().objects("compositeResponse");
          return reply.accepted() && parts.size() == 2
              ? createdTask(parts.get(0), parts.get(1), mayCreate)
              : failed(reply);
        });
  }

  private Step createdTask(Payload person, Payload task, boolean mayCreate) {
    if (isSuccess(task)) {
      return Step.accepted();
    }
    if (status(person) == 404 && mayCreate) {
      return ask(
          SalesforceRequests.upsertPerson(facts, ownerOfNew(), settings),
          reply -> reply.accepted() ? createTask(false) : failed(reply));
    }
    String contact = person.object("body").text(CONVERTED_CONTACT);
    if (contact != null) {
      return ask(
          SalesforceRequests.createTask(facts, contact, owner(), delivery, settings), this::judged);
    }
    Payload cause = isSuccess(person) ? task : person;
    return Step.over(SalesforceAnswers.outcome(status(cause), cause.first("body"), null, now));
  }

  /** What is open goes along with the lead; nobody who has let it go is to call. */
  private Step handOver() {
    String owner = owner();
    return delivery.assignee() == null
        ? Step.accepted()
        : withOpenTasks(
            ids ->
                owner == null
                    ? Step.accepted() // tasks always have an owner there
                    : updated(SalesforceRequests.giveTasks(ids, owner, settings)),
            () -> createTask(true));
  }

  private Step closeTasks() {
    return withOpenTasks(
        ids -> updated(SalesforceRequests.completeTasks(ids, settings)), Step::accepted);
  }

  private Step withOpenTasks(Function<List<String>, Step> then, Supplier<Step> otherwise) {
    return ask(
        SalesforceRequests.findOpenTasks(facts, settings),
        reply -> {
          List<String> ids =
              reply.json().objects("records").stream().map(task -> task.textOr("Id", "")).toList();
          if (!reply.accepted()) {
            return failed(reply);
          }
          return ids.isEmpty() ? otherwise.get() : then.apply(ids);
        });
  }

  private Step updated(HttpCall tasks) {
    return ask(tasks, reply -> reply.accepted() ? Step.over(worst(reply.list())) : failed(reply));
  }

  private static Outcome worst(List<Payload> records) {
    return records.stream()
        .map(SalesforceAnswers::ofRecord)
        .filter(outcome -> !outcome.equals(Outcome.accepted()))
        .findFirst()
        .orElse(Outcome.accepted());
  }

  private @Nullable String owner() {
    Assignee rep = delivery.assignee();
    return rep == null ? null : rep.ids().get(TYPE);
  }

  private @Nullable String ownerOfNew() {
    return OwnerPolicy.of(delivery.with(), settings.owner()) == OwnerPolicy.NEVER ? null : owner();
  }

  private static int status(Payload part) {
    return Objects.requireNonNullElse(part.number("httpStatusCode"), BigDecimal.ZERO).intValue();
  }

  private static boolean isSuccess(Payload part) {
    return status(part) / 100 == 2;
  }

  private Step judged(HttpExchange reply) {
    return reply.accepted() ? Step.accepted() : failed(reply);
  }

  private Step failed(HttpExchange reply) {
    return Step.over(SalesforceAnswers.outcome(reply, now));
  }
}
