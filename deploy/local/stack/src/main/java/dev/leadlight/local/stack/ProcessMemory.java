package dev.leadlight.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Resident memory of processes as Linux tells it; unknown elsewhere. */
final class ProcessMemory {
  private ProcessMemory() {}

  /** Of the process alone, in bytes. */
  static OptionalLong ofOnly(long pid) {
    return ProcessHandle.of(pid)
        .map(Stream::of)
        .map(ProcessMemory::sum)
        .orElse(OptionalLong.empty());
  }

  /** Of the process and its children, in bytes. Pages that several share count for each. */
  static OptionalLong residentBytes(long pid) {
    return ProcessHandle.of(pid)
        .map(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(ProcessMemory::sum)
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong sum(Stream<ProcessHandle> processes) {
    long sum = processes.mapToLong(process -> ofOne(process.pid())).sum();
    return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private static long ofOne(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException | UncheckedIOException notLinuxOrGone) {
      return 0;
    }
  }
}
