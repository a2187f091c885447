package dev.leadlight.feedback.snapshot.shell;

import dev.leadlight.feedback.snapshot.shell.MonthStore.Table;
import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the partitions of this month and the two to come, gives months that were told of late one
 * of their own, and drops what is older than it is to be kept. Several replicas may do so at once.
 */
@ApplicationScoped
public class MonthJob {

  private static final int AHEAD = 2;

  private final MonthStore store;
  private final SnapshotConfig config;
  private final Clock clock;

  MonthJob(MonthStore store, SnapshotConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** Not at once: a service that starts has more urgent work. */
  @Scheduled(
      every = "1h",
      delayed = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> arrange() {
    return Multi.createFrom()
        .items(Table.values())
        .onItem()
        .transformToUniAndConcatenate(this::arrange)
        .collect()
        .last()
        .onFailure(Failures::isInfrastructure)
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<?> arrange(Table table) {
    return drop(table)
        .chain(() -> store.without(table))
        .onItem()
        .transformToMulti(late -> Multi.createFrom().iterable(wanted(late)))
        .onItem()
        .transformToUniAndConcatenate(month -> store.make(table, month))
        .collect()
        .last();
  }

  private Uni<Integer> drop(Table table) {
    return kept(table)
        .map(keep -> store.drop(table, clock.instant().minus(keep)))
        .orElseGet(() -> Uni.createFrom().item(0));
  }

  private Optional<Duration> kept(Table table) {
    return switch (table) {
      case SNAPSHOT -> config.keep();
      case CONVERSION -> config.keepConversions();
    };
  }

  private List<LocalDate> wanted(List<LocalDate> late) {
    LocalDate now = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    return Stream.concat(
            late.stream(), Stream.iterate(now, month -> month.plusMonths(1)).limit(1 + AHEAD))
        .distinct()
        .sorted()
        .toList();
  }
}
