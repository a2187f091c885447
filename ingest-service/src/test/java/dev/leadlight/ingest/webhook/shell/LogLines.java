package dev.leadlight.ingest.webhook.shell;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that is logged while it records; of our code down to the finest level. */
final class LogLines extends Handler implements AutoCloseable {

  private static final Logger ALL = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("dev.leadlight");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  static LogLines record() {
    LogLines lines = new LogLines();
    lines.setLevel(Level.ALL);
    OURS.setLevel(Level.ALL);
    ALL.addHandler(lines);
    return lines;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(formatter.format(record));
  }

  @Override
  public void flush() {
    // Nothing waits.
  }

  @Override
  public void close() {
    ALL.removeHandler(this);
    OURS.setLevel(null);
  }
}
