package dev.leadlight.ingest.intake.shell;

import dev.leadlight.ingest.source.FairRoom;
import dev.leadlight.ingest.source.shell.SourceMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What waits for Kafka's acknowledgement: bounded, shared by the sources, so that one source's
 * flood leaves room for others while Kafka is slow, and seen from outside.
 */
@Singleton
public class Backlog {

  private static final Duration[] BOUNDS =
      IntStream.of(2, 5, 10, 25, 50, 100, 250, 500, 1000, 2000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final FairRoom room;
  private final SourceMetrics metrics;
  private final Timer acknowledged;
  private volatile long movedAt = System.nanoTime();

  Backlog(IntakeConfig config, SourceMetrics metrics, MeterRegistry registry) {
    this.room = new FairRoom(config.maxUnacknowledged().asLongValue());
    this.metrics = metrics;
    Gauge.builder("leadlight.ingest.unacknowledged.bytes", room, FairRoom::used)
        .description("Waiting for Kafka's acknowledgement")
        .register(registry);
    TimeGauge.builder(
            "leadlight.ingest.unacknowledged.stalled", this, TimeUnit.NANOSECONDS, Backlog::stalled)
        .description("How long Kafka has acknowledged no request although some wait")
        .register(registry);
    this.acknowledged =
        Timer.builder("leadlight.ingest.acknowledged")
            .description("From the first record of a request to its last acknowledgement")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
  }

  /** Whether so many bytes more of the source may wait. */
  boolean enter(String source, long bytes) {
    if (room.used() == 0) {
      movedAt = System.nanoTime();
    }
    boolean entered = room.enter(source, bytes);
    if (!entered) {
      metrics.refused(source, "memory");
    }
    return entered;
  }

  /** They wait no longer, whatever became of them. */
  void leave(String source, long bytes) {
    room.leave(source, bytes);
  }

  /** All of a request is acknowledged, begun then by the clock of {@link System#nanoTime()}. */
  void acknowledged(long begun) {
    movedAt = System.nanoTime();
    acknowledged.record(movedAt - begun, TimeUnit.NANOSECONDS);
  }

  private double stalled() {
    return room.used() == 0 ? 0 : Math.max(0, System.nanoTime() - movedAt);
  }
}
