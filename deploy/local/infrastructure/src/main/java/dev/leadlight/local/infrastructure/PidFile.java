package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a child across the end of its parent, so that the next start can end what a killed one
 * left behind. A process is known by its id and its start time, since ids are used again.
 */
record PidFile(Path path) {

  void write(ProcessHandle process) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.writeString(path, process.pid() + " " + startedAt(process).toEpochMilli());
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  /** Waits for the left-over process to end, and kills it after the given time. */
  void endLeftover(Duration patience) throws IOException {
    Optional<ProcessHandle> leftover = leftover();
    if (leftover.isPresent()) {
      ProcessHandle process = leftover.get();
      process.destroy();
      if (!endsWithin(process, patience)) {
        process.destroyForcibly();
        endsWithin(process, patience);
      }
    }
    delete();
  }

  private Optional<ProcessHandle> leftover() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    String[] pidAndStart = Files.readString(path).trim().split(" ", 2);
    if (pidAndStart.length != 2) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pidAndStart[0]))
        .filter(process -> startedAt(process).toEpochMilli() == Long.parseLong(pidAndStart[1]));
  }

  private static Instant startedAt(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static boolean endsWithin(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException stillThere) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
