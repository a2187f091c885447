package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.destination.ReadyDestination;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Makes one attempt at a destination, and whatever goes wrong is an answer. */
public final class Caller {

  private static final Logger LOG = Logger.getLogger(Caller.class);

  /** Sends a delivery. Never fails. */
  public static Uni<Answer> send(SetUp setUp, Delivery delivery) {
    return call(setUp, delivery, ready -> setUp.connector().send(delivery, ready));
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
      String text = Excerpt.of(unmappable.text(), ready.secretValues());
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
