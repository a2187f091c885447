package dev.leadlight.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process of this machine uses, as Linux tells it. */
public final class ProcessUse {

  private static final long BYTES_A_KILOBYTE = 1024;

  private ProcessUse() {}

  /** Time on a processor so far, user and system, over all threads; to a hundredth of a second. */
  public static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("the process " + pid + " is gone"));
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
