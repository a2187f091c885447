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
import java.util.stream.Collectors;
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
    Map<Boolean, List<Delivery>> firstOfKey =
        deliveries.stream()
            .collect(Collectors.partitioningBy(each -> keys.add(setUp.connector().batchKey(each))));
    List<Delivery> others = firstOfKey.getOrDefault(false, List.of());
    Uni<Map<String, Answer>> batch =
        setUp.connector().sendAll(firstOfKey.getOrDefault(true, List.of()), ready);
    return others.isEmpty()
        ? batch
        : batch.chain(
            answers ->
                eachAlone(setUp, others)
                    .map(
                        more -> {
                          Map<String, Answer> all = new HashMap<>(answers);
                          all.putAll(more);
                          return all;
                        }));
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
    return Uni.createFrom()
        .deferred(() -> attempt.apply(ready))
        .onFailure()
        .recoverWithItem(fault -> ourFault(fault, delivery, ready));
  }

  private static Answer ourFault(Throwable fault, Delivery delivery, ReadyDestination ready) {
    if (fault instanceof UnmappableException unmappable) {
      String text = Excerpt.of(unmappable.text(), ready.secretForms());
      return new Answer(Outcome.refused(Reason.UNMAPPABLE), null, text);
    }
    LOG.errorf(
        "delivery failed by our fault: id=%s destination=%s fault=%s",
        delivery.id(), ready.id(), fault.getClass().getName());
    LOG.debug("by our fault", fault);
    return Answer.of(Outcome.failed(Reason.INTERNAL));
  }

  private Caller() {}
}
