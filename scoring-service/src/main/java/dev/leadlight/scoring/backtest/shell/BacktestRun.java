package dev.leadlight.scoring.backtest.shell;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.backtest.Backtest;
import dev.leadlight.scoring.backtest.Finding;
import dev.leadlight.scoring.backtest.Hindsight;
import dev.leadlight.scoring.backtest.Jury;
import dev.leadlight.scoring.backtest.Knowledge;
import dev.leadlight.scoring.backtest.Leaks;
import dev.leadlight.scoring.backtest.Tally;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import dev.leadlight.scoring.replay.shell.Gathering;
import dev.leadlight.scoring.replay.shell.ReplayCancelledException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One back-test at work. Events go in as the log hands them over, the finding comes out at the end.
 * By {@link Knowledge#RECEIVED} leads are scored when the reading passes a moment, from the state
 * of that moment; by {@link Knowledge#OCCURRED} all of them at the end, as {@code ?at=} answers.
 */
final class BacktestRun implements Consumer<List<LogRecord>> {

  private static final int LEADS_AT_ONCE = 1000;
  private static final long MOST_PREDICTIONS = 5_000_000;

  private final Backtest backtest;
  private final Scorecard liveCard;
  private final @Nullable Scorecard comparable;
  private final Progress progress;
  private final Fold fold;
  private final Jury jury;
  private final Gathering gathering;
  private final Hindsight hindsight;
  private final Tally tally;
  private final Deque<Instant> ahead;
  private final List<Said> open = new ArrayList<>();

  /** What was said at a moment whose outcome lies ahead. */
  private record Said(LeadId lead, Instant at, Jury.Verdict verdict) {}

  BacktestRun(
      Backtest backtest, Scorecard live, IdentityKeys keys, long mostBytes, Progress progress) {
    this.backtest = backtest;
    this.liveCard = live;
    this.comparable = backtest.card().purchases().equals(live.purchases()) ? live : null;
    this.progress = progress;
    Fold asLive =
        Fold.alsoFor(
            backtest.card(), comparable == null ? Set.of() : Set.of(live), backtest.outcome());
    this.fold = backtest.knowledge() == Knowledge.OCCURRED ? asLive.rememberingLong() : asLive;
    this.jury = new Jury(backtest.card(), comparable);
    this.gathering = new Gathering(fold, keys, mostBytes, backtest.knowledge()::knownAt);
    this.hindsight = new Hindsight(backtest);
    this.tally = new Tally(backtest, comparable);
    this.ahead = new ArrayDeque<>(backtest.moments());
    this.ahead.add(backtest.to());
  }

  @Override
  public void accept(List<LogRecord> records) {
    if (backtest.knowledge() == Knowledge.OCCURRED) {
      List<LogRecord> inPeriod =
          records.stream()
              .filter(each -> !each.event().occurredAt().isAfter(backtest.to()))
              .toList();
      inPeriod.forEach(this::noteIfLate);
      gathering.take(inPeriod);
    } else {
      takeByMoments(records);
    }
  }

  private void noteIfLate(LogRecord each) {
    ShopperEvent event = each.event();
    long at = event.occurredAt().toEpochMilli();
    long told = event.receivedAt().toEpochMilli();
    if (Hindsight.isLate(at, told)) {
      hindsight.note(event.identities().get(0), fold.keysOf(event), at, told);
    }
  }

  private void takeByMoments(List<LogRecord> records) {
    List<LogRecord> batch = new ArrayList<>();
    for (LogRecord each : records) {
      Instant next = ahead.peek();
      while (next != null && next.isBefore(each.event().receivedAt())) {
        gathering.take(batch);
        batch = new ArrayList<>();
        pass(next);
        next = ahead.peek();
      }
      noteIfLate(each);
      batch.add(each);
    }
    gathering.take(batch);
  }

  /** Leads are scored as they are known now. */
  private void pass(Instant moment) {
    ahead.remove(moment);
    boolean isEnd = moment.equals(backtest.to());
    inParallel(
        lead -> said(lead, List.of(moment)),
        part -> {
          if (isEnd) {
            part.forEach(each -> tally.atEnd(each.verdict()));
          } else {
            open.addAll(part);
            checkSize(open.size());
          }
        });
  }

  private List<Said> said(LeadState lead, List<Instant> moments) {
    Jury.Case about = jury.about(lead);
    List<Said> all = new ArrayList<>(moments.size());
    for (Instant moment : moments) {
      Jury.Verdict verdict = about.at(moment);
      if (verdict != null) {
        all.add(new Said(lead.id(), moment, verdict));
      }
    }
    return all;
  }

  /** What was found, once the log is read. */
  Finding finding() {
    if (backtest.knowledge() == Knowledge.RECEIVED) {
      while (!ahead.isEmpty()) {
        pass(ahead.element());
      }
      judgeOpen();
    } else {
      judgeAll();
    }
    return tally.finding(gathering.events(), hindsight.late(), liveCard.ref(), liveLeaks());
  }

  /** A draft that leaks is refused; a live card that does must not keep anybody from mending it. */
  private List<Place> liveLeaks() {
    if (comparable == null) {
      return List.of();
    }
    List<Place> leaks = new ArrayList<>(Leaks.in(comparable, backtest.outcome(), ""));
    leaks.addAll(hindsight.places(comparable, ""));
    return leaks;
  }

  private void judgeOpen() {
    Map<LeadId, Moments> outcomes = new HashMap<>();
    inParallel(
        this::outcomesOf,
        part -> part.forEach(each -> outcomes.put(each.getKey(), each.getValue())));
    for (Said each : open) {
      LeadId person = gathering.survivor(each.lead());
      tally.add(each.at(), each.verdict(), outcomes.getOrDefault(person, Moments.none()));
    }
  }

  private List<Map.Entry<LeadId, Moments>> outcomesOf(LeadState lead) {
    Moments outcomes = Jury.outcomes(lead, backtest);
    return outcomes.isEmpty() ? List.of() : List.of(Map.entry(lead.id(), outcomes));
  }

  private record Judged(List<Said> said, Moments outcomes) {}

  private void judgeAll() {
    List<Instant> moments = new ArrayList<>(backtest.moments());
    moments.add(backtest.to());
    inParallel(lead -> List.of(judged(lead, moments)), part -> part.forEach(this::count));
    List<Place> leaks = hindsight.places(backtest.card(), "/scorecard");
    if (!leaks.isEmpty()) {
      throw new LeakException(leaks);
    }
  }

  private void count(Judged lead) {
    for (Said each : lead.said()) {
      if (each.at().equals(backtest.to())) {
        tally.atEnd(each.verdict());
      } else {
        tally.add(each.at(), each.verdict(), lead.outcomes());
      }
    }
    checkSize(tally.size());
  }

  private Judged judged(LeadState lead, List<Instant> moments) {
    Moments outcomes = Jury.outcomes(lead, backtest);
    hindsight.count(lead.evidence(), outcomes);
    return new Judged(said(lead, moments), outcomes);
  }

  private static void checkSize(long predictions) {
    if (predictions > MOST_PREDICTIONS) {
      throw new TooManyPredictionsException(MOST_PREDICTIONS);
    }
  }

  /** Looks at every lead that is nobody else's part, a thousand at a time on all processors. */
  private <T> void inParallel(Function<LeadState, List<T>> look, Consumer<List<T>> sink) {
    List<LeadId> ids = gathering.ids();
    Deque<CompletableFuture<List<T>>> parts = new ArrayDeque<>();
    for (int i = 0; i < ids.size(); i += LEADS_AT_ONCE) {
      List<LeadId> part = ids.subList(i, Math.min(ids.size(), i + LEADS_AT_ONCE));
      parts.add(
          CompletableFuture.supplyAsync(
              () -> looked(part, look), Infrastructure.getDefaultWorkerPool()));
      if (parts.size() > Runtime.getRuntime().availableProcessors()) {
        sink.accept(parts.remove().join());
      }
    }
    parts.forEach(part -> sink.accept(part.join()));
  }

  private <T> List<T> looked(List<LeadId> ids, Function<LeadState, List<T>> look) {
    List<T> all = new ArrayList<>();
    for (LeadId id : ids) {
      if (progress.isCancelled()) {
        throw new ReplayCancelledException();
      }
      LeadState lead = gathering.whole(id);
      if (lead != null) {
        all.addAll(look.apply(lead));
      }
    }
    return all;
  }
}
