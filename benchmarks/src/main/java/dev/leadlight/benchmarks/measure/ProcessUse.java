package dev.leadlight.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process of this machine uses, as Linux tells it. */
public final class ProcessUse {

  private static final long BYTES_A_KILOBYTE = 1024;

  /** Where it stands in {@code /proc/<pid>/stat}, behind the name. */
  private static final int UTIME = 11;

  private static final long MILLIS_A_TICK = 10;

  private ProcessUse() {}

  /** Time on a processor so far, user and system, over all threads; to a hundredth of a second. */
  public static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("the process " + pid + " is gone"));
  }

  /** The same of a process and of all its descendants, those that have ended included. */
  public static Duration treeCpu(long pid) {
    return Stream.concat(
            Stream.of(pid),
            ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid))
        .map(ProcessUse::withEndedChildren)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration withEndedChildren(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = UTIME; i < UTIME + 4; i++) { // utime, stime, and both of children waited for
        ticks += Long.parseLong(fields[i]);
      }
      return Duration.ofMillis(ticks * MILLIS_A_TICK);
    } catch (IOException ended) {
      return Duration.ZERO; // between the list and the look; its parent has its time now
    }
  }

  /** Resident memory now, in bytes. */
  public static long residentBytes(long pid) throws IOException {
    return status(pid, "VmRSS:");
  }

  /** The most resident memory the process ever had, in bytes. */
  public static long peakResidentBytes(long pid) throws IOException {
    return status(pid, "VmHWM:");
  }

  private static long status(long pid, String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_A_KILOBYTE;
      }
    }
    throw new IOException("no " + field + " is known of the process " + pid);
  }
}
