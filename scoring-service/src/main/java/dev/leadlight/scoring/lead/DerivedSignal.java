package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Signals that nobody sends: what the deeds of a shopper amount to, and what happens because time
 * passes and nothing else does.
 *
 * <p>They are not stored but read from the evidence, future ones included. So a late event puts
 * them right (an order that is told late was no abandoned cart), a merge joins the sessions of two
 * devices, {@code ?at=} and the prediction of the next tier know them, and nothing can count twice.
 */
public enum DerivedSignal {
  /**
   * With the first event of a visit. That event is told already, so silence never tells this one.
   */
  SESSION_STARTED("session_started") {
    @Override
    public long[] times(Evidence evidence) {
      Spans sessions = evidence.sessions();
      long[] starts = new long[sessions.size()];
      Arrays.setAll(starts, sessions::start);
      return starts;
    }

    @Override
    boolean isOfSilence() {
      return false;
    }

    @Override
    long firstFrom(long from, Evidence evidence) {
      return Alarm.NEVER;
    }
  },

  /** 30 minutes after the last event of a visit. */
  SESSION_ENDED("session_ended") {
    @Override
    public long[] times(Evidence evidence) {
      Spans sessions = evidence.sessions();
      long[] ends = new long[sessions.size()];
      Arrays.setAll(ends, i -> sessions.end(i) + Evidence.SESSION_GAP);
      return ends;
    }

    @Override
    long firstFrom(long from, Evidence evidence) {
      Spans sessions = evidence.sessions();
      int i = sessions.size();
      while (i > 0 && sessions.end(i - 1) + Evidence.SESSION_GAP >= from) {
        i--;
      }
      return i == sessions.size() ? Alarm.NEVER : sessions.end(i) + Evidence.SESSION_GAP;
    }
  },

  /**
   * A day after the last product was added, if nothing was bought meanwhile. Once a cart: a cart is
   * over with an order, or when it is abandoned; what is added then begins another.
   */
  CART_ABANDONED("cart_abandoned") {
    @Override
    public long[] times(Evidence evidence) {
      Moments added = evidence.moments(ADDED.value());
      return added.isEmpty()
          ? added.times()
          : added.unanswered(Moments.of(evidence.ordersInTime()), Evidence.DAY);
    }

    @Override
    long firstFrom(long from, Evidence evidence) {
      Moments added = evidence.moments(ADDED.value()).from(from - Evidence.DAY);
      return added.isEmpty()
          ? Alarm.NEVER
          : Arrays.stream(added.unanswered(Moments.of(evidence.ordersInTime()), Evidence.DAY))
              .findFirst()
              .orElse(Alarm.NEVER);
    }
  };

  private static final long[] NONE = {};

  /** Under which products added to a cart are kept, whatever the card asks for. */
  public static final Set<Signal> CART = Set.of(new Signal("product_added"));

  /** The key of that evidence. */
  public static final EvidenceKey ADDED = EvidenceKey.ofAny(CART);

  @SuppressWarnings("ImmutableEnumChecker") // a record of a string
  private final Signal signal;

  DerivedSignal(String signalName) {
    this.signal = new Signal(signalName);
  }

  /** Its name on the topic and in scorecards. */
  public Signal signal() {
    return signal;
  }

  /** When it happens by this evidence, ascending; those of the future as if nothing follows. */
  public abstract long[] times(Evidence evidence);

  /** Whether it happens without an event, so that somebody has to tell that it did. */
  boolean isOfSilence() {
    return true;
  }

  /** The first of {@link #times} that silence brings about and that is not before {@code from}. */
  abstract long firstFrom(long from, Evidence evidence);

  /**
   * One that happens.
   *
   * @param at when, in epoch milliseconds
   */
  public record Occurrence(DerivedSignal signal, long at) {}

  /** The derived signal of that name, if it is one. */
  public static Optional<DerivedSignal> find(Signal signal) {
    return Arrays.stream(values()).filter(each -> each.signal().equals(signal)).findFirst();
  }

  /** All that silence brings about in [from, until], in time. */
  public static List<Occurrence> between(Evidence evidence, long from, long until) {
    List<Occurrence> all = new ArrayList<>();
    for (DerivedSignal each : values()) {
      for (long at : each.isOfSilence() ? each.times(evidence) : NONE) {
        if (at >= from && at <= until) {
          all.add(new Occurrence(each, at));
        }
      }
    }
    all.sort(Comparator.comparingLong(Occurrence::at));
    return all;
  }

  /**
   * The earliest that silence brings about at {@code from} or later; {@link Alarm#NEVER} if none
   * will.
   */
  public static long firstFrom(Evidence evidence, long from) {
    long first = Alarm.NEVER;
    for (DerivedSignal each : values()) {
      first = Math.min(first, each.firstFrom(from, evidence));
    }
    return first;
  }
}
