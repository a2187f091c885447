package dev.leadlight.feedback.backtest.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.feedback.backtest.DraftBacktest;
import dev.leadlight.feedback.scorecard.Draft;
import dev.leadlight.feedback.scorecard.shell.DraftStore;
import dev.leadlight.feedback.scorecard.shell.ScorecardDocuments;
import dev.leadlight.platform.access.Caller;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks scoring-service and keeps what it tells. The replica that began a back-test follows it with
 * the credentials of whoever began it, which it holds in memory until the end and no longer than
 * {@link #LONGEST}. Should it die meanwhile, whoever looks next brings the rest by their own.
 */
@ApplicationScoped
public class BacktestWorkflow {

  private static final Duration LONGEST = Duration.ofHours(2);

  private final BacktestClient scoring;
  private final DraftBacktestStore store;
  private final DraftStore drafts;
  private final Workers workers;
  private final Caller caller;
  private final Clock clock;
  private final ConcurrentMap<String, Followed> followed = new ConcurrentHashMap<>();

  BacktestWorkflow(
      @RestClient BacktestClient scoring,
      DraftBacktestStore store,
      DraftStore drafts,
      Workers workers,
      Caller caller,
      Clock clock) {
    this.scoring = scoring;
    this.store = store;
    this.drafts = drafts;
    this.workers = workers;
    this.caller = caller;
    this.clock = clock;
  }

  private record Followed(DraftBacktest backtest, String authorization) {
    @Override
    public String toString() {
      return backtest.id();
    }
  }

  /** Begins one of what the draft says now; 422 if that is no correct card. */
  Uni<DraftBacktestView> begin(
      String scorecardId, long number, ObjectNode question, String authorization) {
    return drafts
        .find(scorecardId, number)
        .chain(draft -> begin(draft, question, authorization))
        .onFailure()
        .transform(Refusals::told);
  }

  private Uni<DraftBacktestView> begin(Draft draft, ObjectNode question, String authorization) {
    return workers
        .outcome(() -> whole(draft, question))
        .chain(whole -> ask(draft, whole, authorization));
  }

  private static JsonNode whole(Draft draft, ObjectNode question) {
    return question.deepCopy().set("scorecard", ScorecardDocuments.checked(draft));
  }

  private Uni<DraftBacktestView> ask(Draft draft, JsonNode whole, String authorization) {
    return Uni.combine()
        .all()
        .unis(caller.name(), scoring.begin(authorization, whole))
        .with((by, told) -> begun(draft, by, told))
        .call(store::save)
        .invoke(begun -> followed.put(begun.id(), new Followed(begun, authorization)))
        .map(begun -> DraftBacktestView.of(begun, draft));
  }

  private DraftBacktest begun(Draft draft, String by, JsonNode told) {
    return new DraftBacktest(
        told.path("id").asText(),
        draft.number(),
        draft.digest(),
        by,
        clock.instant(),
        told.path("state").asText(),
        told.toString());
  }

  /** The latest twenty of a draft, newest first, without findings, as they were last told. */
  Uni<List<DraftBacktestView>> list(String scorecardId, long number) {
    return drafts
        .find(scorecardId, number)
        .chain(draft -> store.latest(number).map(all -> views(all, draft)));
  }

  private static List<DraftBacktestView> views(List<DraftBacktest> all, Draft draft) {
    return all.stream().map(each -> DraftBacktestView.of(each, draft).inShort()).toList();
  }

  /** One of them; as long as it runs, as it is now if scoring-service answers. */
  Uni<DraftBacktestView> find(String scorecardId, long number, String id, String authorization) {
    return drafts
        .find(scorecardId, number)
        .chain(
            draft ->
                store
                    .find(number, id)
                    .chain(known -> lookedAt(known, authorization))
                    .map(known -> DraftBacktestView.of(known, draft)));
  }

  private Uni<DraftBacktest> lookedAt(DraftBacktest known, String authorization) {
    return known.isRunning()
        ? look(known, authorization).onFailure(Refusals::isTrouble).recoverWithItem(known)
        : Uni.createFrom().item(known);
  }

  private Uni<DraftBacktest> look(DraftBacktest known, String authorization) {
    return scoring
        .find(authorization, known.id())
        .map(told -> known.told(told.path("state").asText(), told.toString()))
        .onFailure(Refusals::isUnknown)
        .recoverWithItem(known::lost)
        .call(store::save)
        .invoke(this::forgetEnded);
  }

  private void forgetEnded(DraftBacktest backtest) {
    if (!backtest.isRunning()) {
      followed.remove(backtest.id());
    }
  }

  /** Cancels one; one that has ended stays as it is. */
  Uni<DraftBacktestView> cancel(String scorecardId, long number, String id, String authorization) {
    return drafts
        .find(scorecardId, number)
        .call(() -> store.find(number, id))
        .call(() -> scoring.cancel(authorization, id))
        .chain(() -> find(scorecardId, number, id, authorization))
        .onFailure()
        .transform(Refusals::told);
  }

  /** Looks at all that this replica follows. */
  Uni<Void> follow() {
    return Multi.createFrom()
        .iterable(Map.copyOf(followed).values())
        .onItem()
        .transformToUniAndConcatenate(this::follow)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<?> follow(Followed each) {
    if (each.backtest().begunAt().plus(LONGEST).isBefore(clock.instant())) {
      followed.remove(each.backtest().id());
      return Uni.createFrom().nullItem();
    }
    return look(each.backtest(), each.authorization())
        .onFailure(Refusals::isTrouble)
        .recoverWithNull()
        .onFailure(failure -> Refusals.told(failure) != failure)
        .invoke(() -> followed.remove(each.backtest().id()))
        .onFailure(failure -> Refusals.told(failure) != failure)
        .recoverWithNull();
  }
}
