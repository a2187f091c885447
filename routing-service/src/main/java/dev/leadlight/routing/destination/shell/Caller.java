package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.destination.ReadyDestination;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes one attempt at a destination, and whatever goes wrong is an answer. */
public final class Caller {

  private static final int AT_ONCE = 8;
  private static final Logger LOG = Logger.getLogger(Caller.class);

  /** Sends a delivery. Never fails. */
  public static Uni<Answer> send(SetUp setUp, Delivery delivery) {
    return call(setUp, delivery, ready -> setUp.connector().send(delivery, ready));
  }

  /**
   * Sends deliveries of the same verb with the same parameters together. Never fails.
   *
   * @return the answer to each by its id
   */
  public static Uni<Map<String, Answer>> sendAll(SetUp setUp, List<Delivery> deliveries) {
    ReadyDestination ready = setUp.ready();
    return ready == null
        ? eachAlone(setUp, deliveries)
        : Uni.createFrom()
            .deferred(() -> together(setUp, deliveries, ready))
            .onFailure()
            .recoverWithUni(() -> eachAlone(setUp, deliveries));
  }

  private static Uni<Map<String, Answer>> together(
      SetUp setUp, List<Delivery> deliveries, ReadyDestination ready) {
    Set<Object> keys = new HashSet<>();
    List<Delivery> batch =
        deliveries.stream()
            .filter(each -> goesWithOthers(setUp.connector(), each))
            .filter(each -> keys.add(setUp.connector().batchKey(each)))
            .toList();
    Uni<Map<String, Answer>> answered =
        batch.isEmpty() ? Uni.createFrom().item(Map.of()) : setUp.connector().sendAll(batch, ready);
    return answered.chain(answers -> others(setUp, deliveries, answers));
  }

  private static boolean goesWithOthers(Connector connector, Delivery delivery) {
    return connector.batchSize(delivery.verb(), delivery.assignee() != null) > 1;
  }

  private static Uni<Map<String, Answer>> others(
      SetUp setUp, List<Delivery> deliveries, Map<String, Answer> answers) {
    List<Delivery> others =
        deliveries.stream().filter(each -> !answers.containsKey(each.id())).toList();
    return others.isEmpty()
        ? Uni.createFrom().item(answers)
        : eachAlone(setUp, others)
            .map(
                more -> {
                  Map<String, Answer> all = new HashMap<>(answers);
                  all.putAll(more);
                  return all;
                });
  }

  /** A fault that one of them is the cause of must not be the others'. */
  private static Uni<Map<String, Answer>> eachAlone(SetUp setUp, List<Delivery> deliveries) {
    return Multi.createFrom()
        .iterable(deliveries)
        .onItem()
        .transformToUni(
            delivery -> send(setUp, delivery).map(answer -> Map.entry(delivery.id(), answer)))
        .merge(AT_ONCE)
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** Tests a destination with a sample. Never fails. */
  static Uni<Answer> test(SetUp setUp, Delivery sample) {
    return call(setUp, sample, ready -> setUp.connector().test(sample, ready));
  }

  private static Uni<Answer> call(
      SetUp setUp, Delivery delivery, Function<ReadyDestination, Uni<Answer>> attempt) {
    ReadyDestination ready = setUp.ready();
    if (ready == null) {
      Outcome missing = Outcome.failed(Reason.SECRET_MISSING);
      return Uni.createFrom().item(new Answer(missing, null, setUp.trouble()));
    }
    if (!setUp.connector().verbs().contains(delivery.verb())) {
      return Uni.createFrom().item(Answer.of(Outcome.refused(Reason.VERB_NOT_OFFERED)));
    }
    return attempt(() -> attempt.apply(ready), delivery.id(), ready);
  }

  /**
   * An attempt of which faults of ours are answers, too.
   *
   * @param id of what is sent
   */
  public static Uni<Answer> attempt(
      Supplier<Uni<Answer>> attempt, String id, ReadyDestination destination) {
    return Uni.createFrom()
        .<Answer>deferred(attempt::get)
        .onFailure()
        .recoverWithItem(fault -> ourFault(fault, id, destination));
  }

  private static Answer ourFault(Throwable fault, String id, ReadyDestination ready) {
    if (fault instanceof UnmappableException unmappable) {
      String text = Excerpt.of(unmappable.text(), ready.secretForms());
      return new Answer(Outcome.refused(Reason.UNMAPPABLE), null, text);
    }
    LOG.errorf(
        "delivery failed by our fault: id=%s destination=%s fault=%s",
        id, ready.id(), fault.getClass().getName());
    LOG.debug("by our fault", fault);
    return Answer.of(Outcome.failed(Reason.INTERNAL));
  }

  private Caller() {}
}
