package dev.leadlight.local.stack;

import dev.leadlight.local.infrastructure.ManagedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A line about the memory that each process of the stack holds, and all of them together. */
final class Memory {
  private Memory() {}

  static String of(Stack stack) {
    List<String> parts = new ArrayList<>();
    long sum = 0;
    for (ManagedServer server : stack.servers()) {
      sum += add(server.name(), ProcessMemory.residentBytes(server.pid()), parts);
    }
    sum += add("launcher", ProcessMemory.ofOnly(ProcessHandle.current().pid()), parts);
    return "Memory: %s; together %d MB.".formatted(String.join(", ", parts), sum / 1_048_576);
  }

  private static long add(String name, OptionalLong bytes, List<String> parts) {
    bytes.ifPresent(known -> parts.add("%s %d MB".formatted(name, known / 1_048_576)));
    return bytes.orElse(0);
  }
}
