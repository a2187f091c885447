package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.dispatch.Symptom;
import java.time.Duration;

/**
 * How many calls one destination may have in flight in this replica, and who is claiming for it.
 * Claims of a lane come one after the other, so under load each takes everything that became free
 * since the last. Room is free as soon as a call is answered: the next one goes while the verdict
 * of the last is being written, for only the same lead has to wait for that.
 */
final class Lane {

  /** Of its width, how much a lane may hold that is not written down yet. */
  private static final int MOST_HELD = 4;

  private final String destination;
  private final int width;
  private int calls;
  private int held;
  private int asked;
  private boolean claiming;
  private boolean wanted;
  private boolean closed;
  private int failures;

  Lane(String destination, int width) {
    this.destination = destination;
    this.width = width;
  }

  String destination() {
    return destination;
  }

  /** How many may be claimed now; 0 if none, and then the wish is remembered. */
  synchronized int open() {
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
   * A claim is over; its deliveries are being sent. One that got all it asked for may have left
   * more behind, for which there may be room by now.
   *
   * @return whether to look again at once
   */
  synchronized boolean claimed(int count) {
    claiming = false;
    calls += count;
    held += count;
    wanted |= count == asked;
    return isWaitedFor();
  }

  /**
   * A delivery needs no call any more.
   *
   * @return whether somebody waits for the room
   */
  synchronized boolean answered() {
    calls--;
    return isWaitedFor();
  }

  /**
   * What became of a delivery is written down.
   *
   * @return whether somebody waits for the room
   */
  synchronized boolean left() {
    held--;
    notifyAll();
    return isWaitedFor();
  }

  private int room() {
    return Math.max(0, Math.min(width - calls, MOST_HELD * width - held));
  }

  private boolean isWaitedFor() {
    return wanted && !closed && !claiming && room() > 0;
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

  /** Claims nothing any more. */
  synchronized void close() {
    closed = true;
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
