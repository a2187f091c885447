package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.dispatch.Batch;
import dev.leadlight.routing.dispatch.Symptom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How many calls one destination may have in flight in this replica, what is claimed for it, and
 * who is claiming. Claims of a lane come one after the other, so under load each takes everything
 * that became free since the last. Room is free as soon as a call is answered: the next one goes
 * while the verdict of the last is being written, for only the same lead has to wait for that.
 *
 * <p>For a destination that answers fast more is claimed than can be called at once: a claim of
 * many costs the database hardly more than one of a few. What waits here is fixed – no other
 * replica and no later change takes its place – so it is never more than goes within {@link
 * #AHEAD}, as far as the last calls tell.
 *
 * @param <T> what is claimed
 */
final class Lane<T> {

  /** Of its width, how much a lane may hold that is not written down yet. */
  private static final int MOST_HELD = 8;

  /** Of its width, how much may wait for a call at most. */
  private static final int MOST_AHEAD = 3;

  private static final Duration AHEAD = Duration.ofMillis(200);

  /** How much of what is known of calls' durations is the last one's. */
  private static final double NEWS = 0.25;

  private final String destination;
  private final int width;
  private final Deque<Batch<T>> waiting = new ArrayDeque<>();
  private int waits;
  private int calls;
  private int held;
  private int asked;
  private boolean claiming;
  private boolean wanted;
  private boolean woken;
  private boolean closed;
  private int failures;
  private double usualMillis = Double.POSITIVE_INFINITY;

  Lane(String destination, int width) {
    this.destination = destination;
    this.width = width;
  }

  String destination() {
    return destination;
  }

  /** How many may be claimed now; 0 if none, and then the wish is remembered. */
  synchronized int open() {
    woken = false;
    if (claiming || closed || room() == 0) {
      wanted = true;
      return 0;
    }
    claiming = true;
    wanted = false;
    asked = room();
    return asked;
  }

  /**
   * A claim is over, and its deliveries wait for {@link #next}. One that got all it asked for may
   * have left more behind, for which there may be room by now.
   */
  synchronized void claimed(List<Batch<T>> batches) {
    int count = batches.stream().mapToInt(batch -> batch.members().size()).sum();
    claiming = false;
    waiting.addAll(batches);
    waits += count;
    held += count;
    wanted |= count == asked;
  }

  /** What may be called now; each member has to be {@link #answered} and {@link #left}. */
  synchronized List<Batch<T>> next() {
    return closed ? List.of() : take(width);
  }

  /** All that waits, to be given back instead of being called; otherwise as {@link #next}. */
  synchronized List<Batch<T>> rest() {
    return take(Integer.MAX_VALUE);
  }

  private List<Batch<T>> take(int most) {
    woken = false;
    List<Batch<T>> taken = new ArrayList<>();
    while (calls < most && !waiting.isEmpty()) {
      Batch<T> batch = waiting.remove();
      waits -= batch.members().size();
      calls += batch.members().size();
      taken.add(batch);
    }
    return taken;
  }

  /** Whether several deliveries are on their way at once. */
  synchronized boolean isBusy() {
    return calls > 1;
  }

  /** So long a call took, of a destination that may be claimed ahead for. */
  synchronized void took(Duration call) {
    double millis = call.toNanos() / 1e6;
    usualMillis =
        Double.isInfinite(usualMillis) ? millis : usualMillis + NEWS * (millis - usualMillis);
  }

  /** A delivery needs no call any more. */
  synchronized void answered() {
    calls--;
  }

  /** What became of a delivery is written down. */
  synchronized void left() {
    held--;
    notifyAll();
  }

  /** Whether somebody should look after this lane now; says so once. */
  synchronized boolean wake() {
    if (woken || !isWaitedFor()) {
      return false;
    }
    woken = true;
    return true;
  }

  private boolean isWaitedFor() {
    boolean ready = !waiting.isEmpty() && (closed || calls < width);
    return ready || (wanted && !closed && !claiming && room() > 0);
  }

  /** Nothing while enough waits: then the next claim is worth its while. */
  private int room() {
    int most = width + ahead();
    return waits >= width
        ? 0
        : Math.max(0, Math.min(most - calls - waits, MOST_HELD * width - held));
  }

  private int ahead() {
    return width * (int) Math.min(MOST_AHEAD, AHEAD.toMillis() / Math.max(1, usualMillis));
  }

  /**
   * An attempt has told something about the destination.
   *
   * @return failures in a row since it last was well
   */
  synchronized int note(Symptom symptom) {
    failures =
        switch (symptom) {
          case WELL -> 0;
          case UNWELL, LOCKED -> failures + 1;
          case NONE -> failures;
        };
    return failures;
  }

  /** Whether the last attempt that told something found the destination well. */
  synchronized boolean hasBeenWell() {
    return failures == 0;
  }

  /** Claims and calls nothing any more. */
  synchronized void close() {
    closed = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Blocks until everything is written down or the patience is over; for the end of the program.
   */
  synchronized void drain(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (held > 0 && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }
}
