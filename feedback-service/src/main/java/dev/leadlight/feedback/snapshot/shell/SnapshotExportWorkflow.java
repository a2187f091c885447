package dev.leadlight.feedback.snapshot.shell;

import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.scorecard.Exchange;
import dev.leadlight.feedback.scorecard.shell.ScorecardStore;
import dev.leadlight.feedback.snapshot.ExportQuestion;
import dev.leadlight.feedback.snapshot.LabelledSnapshot;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives snapshots out, so many at once and no more: each export holds a connection. */
@ApplicationScoped
public class SnapshotExportWorkflow {

  private static final int ROWS_A_CHUNK = 100;
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final List<String> FEATURES = FeatureCatalogue.standard().names();
  private static final List<String> COLUMNS =
      Stream.concat(LabelledSnapshot.COLUMNS.stream(), FEATURES.stream()).toList();

  private final SnapshotExportStore store;
  private final ScorecardStore scorecards;
  private final SnapshotConfig config;
  private final SnapshotMetrics metrics;
  private final Clock clock;
  private final AtomicInteger running = new AtomicInteger();

  SnapshotExportWorkflow(
      SnapshotExportStore store,
      ScorecardStore scorecards,
      SnapshotConfig config,
      SnapshotMetrics metrics,
      Clock clock) {
    this.store = store;
    this.scorecards = scorecards;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * The rows as text, some at a time.
   *
   * @throws ProblemException 429 if too many are at work
   */
  Uni<Multi<byte[]>> export(ExportQuestion question, ExportFormat format) {
    return scorecards.cardInForce().map(card -> begun(question, format, card.exchange()));
  }

  private Multi<byte[]> begun(ExportQuestion question, ExportFormat format, Exchange exchange) {
    if (running.incrementAndGet() > config.exportsAtOnce()) {
      running.decrementAndGet();
      throw ProblemException.tooMany("Other exports are at work.", WAIT);
    }
    Instant now = clock.instant();
    Multi<byte[]> rows =
        store
            .read(question)
            .map(
                snapshot ->
                    format.line(
                        COLUMNS,
                        snapshot.row(FEATURES, value(snapshot, exchange), question.horizon(), now)))
            .invoke(metrics::exported)
            .group()
            .intoLists()
            .of(ROWS_A_CHUNK)
            .map(lines -> bytes(String.join("", lines)));
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(bytes(format.header(COLUMNS))), rows)
        .onTermination()
        .invoke(running::decrementAndGet);
  }

  private static @Nullable BigDecimal value(LabelledSnapshot snapshot, Exchange exchange) {
    BigDecimal sum = BigDecimal.ZERO;
    for (var worth : snapshot.values().entrySet()) {
      Optional<BigDecimal> converted = exchange.convert(worth.getValue(), worth.getKey());
      if (converted.isEmpty()) {
        return null;
      }
      sum = sum.add(converted.get());
    }
    return sum;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
