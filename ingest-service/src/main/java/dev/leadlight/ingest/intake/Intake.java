package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Verdict.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A delivery with a verdict on each of its messages, in their order.
 *
 * @param judged those that are to be written
 * @param duplicates how many others are not, being repeats of what was written
 */
public record Intake(Delivery delivery, List<Judged> judged, int duplicates) {

  /** One message and what becomes of it. */
  public record Judged(Item item, Verdict verdict) {

    /** Whether it would be an event under an id that its sender chose, so that it may repeat. */
    boolean isEventWithId(Predicate<ShopperEvent> condition) {
      Map<String, ?> fields = item.fields();
      return verdict instanceof Verdict.Accepted accepted
          && fields != null
          && Fields.text(fields.get("messageId")) != null
          && condition.test(accepted.event());
    }
  }

  /**
   * Judges each message on its own.
   *
   * @param freshIds ids for messages without a {@code messageId}
   */
  public static Intake of(Delivery delivery, Supplier<String> freshIds) {
    Normaliser normaliser = new Normaliser(delivery.source(), delivery.receivedAt(), freshIds);
    List<Judged> judged = new ArrayList<>(delivery.items().size());
    for (Item item : delivery.items()) {
      judged.add(new Judged(item, verdict(item, delivery, normaliser)));
    }
    return new Intake(delivery, judged, 0);
  }

  /**
   * Sets the repeats aside. A message without a {@code messageId} is none, nor is a refused one.
   */
  public Intake without(Predicate<ShopperEvent> repeats) {
    List<Judged> fresh = judged.stream().filter(one -> !one.isEventWithId(repeats)).toList();
    return new Intake(delivery, fresh, judged.size() - fresh.size());
  }

  private static Verdict verdict(Item item, Delivery delivery, Normaliser normaliser) {
    if (item.refusal() != null) {
      return item.refusal();
    }
    Map<String, ?> fields = item.fields();
    if (fields == null) {
      return new Rejected(RejectionReason.NOT_AN_OBJECT, "");
    }
    return item.size() + delivery.envelope().bytes() > delivery.maxMessageBytes()
        ? new Rejected(RejectionReason.MESSAGE_TOO_LARGE, "")
        : normaliser.normalise(fields, delivery.call(), delivery.envelope(), item.channel());
  }

  /** All messages that came. */
  public int size() {
    return judged.size() + duplicates;
  }

  /** The refusals, in order. */
  public List<Rejected> rejections() {
    return judged.stream()
        .map(Judged::verdict)
        .filter(Rejected.class::isInstance)
        .map(Rejected.class::cast)
        .toList();
  }
}
