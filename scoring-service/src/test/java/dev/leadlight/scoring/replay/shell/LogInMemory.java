package dev.leadlight.scoring.replay.shell;

import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Records of one partition that are read without Kafka, while nobody is known to be erased. */
public final class LogInMemory extends EventLog {

  private static final ReplayConfig CONFIG =
      new ReplayConfig() {
        @Override
        public MemorySize mostMemory() {
          return new MemorySize(BigInteger.ONE);
        }

        @Override
        public Duration patience() {
          return Duration.ZERO;
        }
      };

  private final List<LogRecord> records;

  public LogInMemory(List<LogRecord> records) {
    super(Map.of(), CONFIG, () -> "a secret for tests only");
    this.records = List.copyOf(records);
  }

  @Override
  public ErasedIdentities read(Range range, Progress progress, Consumer<List<LogRecord>> sink) {
    sink.accept(
        records.stream()
            .filter(
                each ->
                    each.offset() >= range.begin(each.partition())
                        && each.offset() < range.until().getOrDefault(each.partition(), 0L))
            .toList());
    return ErasedIdentities.nobody();
  }
}
