package dev.leadlight.platform.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.platform.problem.Failures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * How a consumer takes a record: decode it, work on it, and complete only when that is done, so
 * that the acknowledgement follows the work. A record that can't be decoded is put aside at once.
 * While our own infrastructure is away the record waits; any other failure is tried again three
 * times and then put aside. Either way the partition goes on.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final int RETRIES = 3;

  private final DeadLetters deadLetters;

  Inbox(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** Takes one record of the given type. Tombstones are passed over. */
  public <T> Uni<Void> take(
      ConsumerRecord<String, byte[]> record, Class<T> type, Function<T, Uni<Void>> work) {
    if (record.value() == null) {
      return Uni.createFrom().voidItem();
    }
    T value;
    try {
      value = ContractJson.read(record.value(), type);
    } catch (IOException e) {
      return steadfast(() -> deadLetters.putAside(record, unreadable(type, e)));
    }
    return steadfast(() -> work.apply(value))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
        .atMost(RETRIES)
        .onFailure()
        .recoverWithUni(
            failure ->
                steadfast(() -> deadLetters.putAside(record, failure.getClass().getSimpleName())));
  }

  /**
   * Takes several records of the given type at once, in one piece of work. If that fails, or one of
   * them can't be decoded, each is taken alone, in their order.
   */
  public <T> Uni<Void> takeAll(
      List<ConsumerRecord<String, byte[]>> records,
      Class<T> type,
      Function<List<T>, Uni<Void>> work) {
    List<T> values = new ArrayList<>();
    try {
      for (ConsumerRecord<String, byte[]> record : records) {
        if (record.value() != null) {
          values.add(ContractJson.read(record.value(), type));
        }
      }
    } catch (IOException unreadable) {
      return takeEach(records, type, work);
    }
    return values.isEmpty()
        ? Uni.createFrom().voidItem()
        : steadfast(() -> work.apply(values))
            .onFailure()
            .recoverWithUni(() -> takeEach(records, type, work));
  }

  private <T> Uni<Void> takeEach(
      List<ConsumerRecord<String, byte[]>> records,
      Class<T> type,
      Function<List<T>, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUniAndConcatenate(
            record -> take(record, type, value -> work.apply(List.of(value))))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * Work that is repeated, with growing pauses up to 5 s, for as long as infrastructure is away.
   */
  public static <T> Uni<T> steadfast(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .<T>deferred(work::get)
        .onFailure(Failures::isInfrastructure)
        .invoke(
            failure -> LOG.warnf("waiting for infrastructure: %s", failure.getClass().getName()))
        .onFailure(Failures::isInfrastructure)
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
        .withJitter(0.3)
        .indefinitely();
  }

  /** Names the place but not the value: a record may hold personal data. */
  private static String unreadable(Class<?> type, IOException failure) {
    String kind = "not a " + type.getSimpleName();
    return failure instanceof JsonProcessingException json && json.getLocation() != null
        ? kind
            + ": "
            + failure.getClass().getSimpleName()
            + " at byte "
            + json.getLocation().getByteOffset()
        : kind;
  }
}
