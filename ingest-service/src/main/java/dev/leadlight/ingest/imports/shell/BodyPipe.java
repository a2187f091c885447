package dev.leadlight.ingest.imports.shell;

import static java.util.Objects.requireNonNull;

import dev.leadlight.ingest.imports.shell.BrokenOffException.Reason;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body as a stream, from its connection's event loop to the one worker that reads it. It holds
 * little: the connection is paused while the worker has enough to do, so that the sender waits. The
 * worker may block in {@link #read}; {@link #breakOff} wakes it.
 */
final class BodyPipe extends InputStream {

  private static final int ENOUGH = 256 * 1024;

  private final HttpServerRequest request;
  private final Context eventLoop;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Buffer> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private int readOfFirst;
  private boolean paused;
  private boolean ended;
  private @Nullable BrokenOffException broken;

  private BodyPipe(HttpServerRequest request, Duration patience) {
    this.request = request;
    this.eventLoop = requireNonNull(Vertx.currentContext(), "on an event loop");
    this.patience = patience;
  }

  /** Takes a request's body over, on its event loop; nothing may have read from it. */
  static BodyPipe of(HttpServerRequest request, Duration patience) {
    BodyPipe pipe = new BodyPipe(request, patience);
    request.exceptionHandler(lost -> pipe.breakOff(Reason.CONNECTION_LOST));
    request.endHandler(end -> pipe.end());
    request.handler(pipe::take);
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
    return pipe;
  }

  /** Makes the current and all further reads fail, whatever has come. */
  void breakOff(Reason reason) {
    lock.lock();
    try {
      if (broken == null && !ended) {
        broken = new BrokenOffException(reason);
        waiting.clear();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isBrokenOff() {
    lock.lock();
    try {
      return broken != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    lock.lock();
    try {
      awaitBytes();
      Buffer first = waiting.peek();
      if (first == null) {
        return -1;
      }
      int count = Math.min(length, first.length() - readOfFirst);
      first.getBytes(readOfFirst, readOfFirst + count, target, offset);
      consumed(first, count);
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return waitingBytes;
    } finally {
      lock.unlock();
    }
  }

  private void awaitBytes() throws IOException {
    long left = patience.toNanos();
    while (broken == null && waiting.isEmpty() && !ended) {
      if (left <= 0) {
        throw new BrokenOffException(Reason.SENDER_SILENT);
      }
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new BrokenOffException(Reason.STOPPING);
      }
    }
    if (broken != null) {
      throw broken;
    }
  }

  private void consumed(Buffer first, int count) {
    readOfFirst += count;
    waitingBytes -= count;
    if (readOfFirst == first.length()) {
      waiting.remove();
      readOfFirst = 0;
    }
    if (paused && waitingBytes <= ENOUGH / 2) {
      paused = false;
      // There and not here: the connection has locks of its own.
      eventLoop.runOnContext(ready -> resume());
    }
  }

  private void resume() {
    lock.lock();
    try {
      if (!paused) {
        request.resume();
      }
    } finally {
      lock.unlock();
    }
  }

  private void take(Buffer chunk) {
    lock.lock();
    try {
      if (broken != null || chunk.length() == 0) {
        return;
      }
      waiting.add(chunk);
      waitingBytes += chunk.length();
      if (!paused && waitingBytes >= ENOUGH) {
        paused = true;
        request.pause();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
