package dev.leadlight.benchmarks.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A body whose marks become numbers that this process never used before: a service that knows
 * repeats must not take each message for one.
 */
record Template(Buffer body, List<Integer> marks, AtomicLong numbers) {

  /** Stands in a body where a number is wanted, for example in a message's id. */
  static final String MARK = "##########";

  /** As many digits as a mark has characters. */
  private static final long FIRST = 1_000_000_000L;

  static Template of(String text, AtomicLong numbers) {
    Buffer body = Buffer.buffer(text);
    byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
    List<Integer> marks = new ArrayList<>();
    for (int at = 0; at + mark.length <= body.length(); at++) {
      if (isAt(body, at, mark)) {
        marks.add(at);
        at += mark.length - 1;
      }
    }
    return new Template(body, List.copyOf(marks), numbers);
  }

  /** The body with fresh numbers. */
  Buffer next() {
    if (marks.isEmpty()) {
      return body;
    }
    Buffer next = body.copy();
    for (int at : marks) {
      next.setString(at, Long.toString(FIRST + numbers.getAndIncrement()));
    }
    return next;
  }

  private static boolean isAt(Buffer body, int at, byte[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (body.getByte(at + i) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
