package dev.leadlight.ingest.tracking.shell;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Looks for texts in everything that is logged meanwhile, in our own code down to its debugging.
 */
final class LogWatch extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("dev.leadlight");

  private static final Formatter WITH_STACK_TRACE = new PatternFormatter("%s%e");

  private final List<String> texts;
  private final Queue<String> telling = new ConcurrentLinkedQueue<>();
  private final @Nullable Level levelBefore = OURS.getLevel();

  LogWatch(String... texts) {
    this.texts = List.of(texts);
    OURS.setLevel(Level.FINE);
    ROOT.addHandler(this);
  }

  /** The lines with one of the texts in them. */
  Queue<String> telling() {
    return telling;
  }

  @Override
  public void publish(LogRecord line) {
    String all = WITH_STACK_TRACE.format(line);
    if (texts.stream().anyMatch(all::contains)) {
      telling.add(all);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    OURS.setLevel(levelBefore);
  }
}
