package dev.leadlight.feedback.label.shell;

import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.Judged;
import dev.leadlight.feedback.label.Patience;
import dev.leadlight.feedback.label.Receiver;
import dev.leadlight.feedback.label.Step;
import dev.leadlight.feedback.label.shell.ErrandStore.Claimed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Does errands: asks the vendor, step by step, and takes what it says like a message. Whatever the
 * vendor's or our own trouble is, an errand is tried again with growing waits, about a day long.
 */
@Singleton
public class ErrandWorkflow {

  private static final Logger LOG = Logger.getLogger(ErrandWorkflow.class);
  private static final int MOST_AT_ONCE = 20;
  private static final int SIDE_BY_SIDE = 4;

  private final ErrandStore errands;
  private final LabelSources sources;
  private final LabelStore store;
  private final LabelWorkflow labels;
  private final VendorClient client;
  private final IdentityKeys keys;
  private final LabelMetrics metrics;
  private final Clock clock;
  private final Patience patience;

  ErrandWorkflow(
      ErrandStore errands,
      LabelSources sources,
      LabelStore store,
      LabelWorkflow labels,
      VendorClient client,
      IdentityKeys keys,
      LabelMetrics metrics,
      Clock clock,
      LabelConfig config) {
    this.errands = errands;
    this.sources = sources;
    this.store = store;
    this.labels = labels;
    this.client = client;
    this.keys = keys;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = new Patience(config.labels().retrySchedule());
  }

  /** Does what is due. */
  Uni<Void> run() {
    return errands
        .take(clock.instant(), MOST_AT_ONCE)
        .onItem()
        .transformToMulti(claimed -> Multi.createFrom().iterable(claimed))
        .onItem()
        .transformToUni(this::attempt)
        .merge(SIDE_BY_SIDE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> attempt(Claimed claimed) {
    Optional<Receiver> receiver = sources.find(claimed.source());
    return receiver.isEmpty()
        ? postpone(claimed, "no_source", Duration.ZERO)
        : pursue(claimed, receiver.get(), List.of())
            .onFailure()
            .recoverWithUni(failure -> postpone(claimed, unanswered(failure), Duration.ZERO));
  }

  private Uni<Void> pursue(Claimed claimed, Receiver receiver, List<Object> answers) {
    Step step =
        receiver
            .adapter()
            .pursue(receiver.source(), claimed.errand(), answers, receiver.settings());
    return step.fold(
        ask -> client.ask(ask).chain(answer -> answered(claimed, receiver, answers, answer)),
        found -> take(claimed, found.findings()));
  }

  private Uni<Void> answered(
      Claimed claimed, Receiver receiver, List<Object> before, VendorClient.Answer answer) {
    Object json = answer.json();
    if (json == null) {
      return postpone(claimed, "status_" + answer.status(), answer.pause());
    }
    List<Object> answers = new ArrayList<>(before);
    answers.add(json);
    return pursue(claimed, receiver, answers);
  }

  private Uni<Void> take(Claimed claimed, Findings findings) {
    Judged judged = Judged.of(findings.labels(), keys, clock.instant());
    List<Fault> faults = new ArrayList<>(findings.faults());
    faults.addAll(judged.faults());
    if (!faults.isEmpty()) {
      return refuse(claimed, faults.get(0).reason());
    }
    return store
        .name(claimed.source(), claimed.rawId(), judged.people())
        .chain(() -> labels.publish(judged))
        .chain(() -> errands.done(claimed))
        .invoke(
            () -> {
              labels.count(claimed.source(), findings, judged);
              metrics.errand(claimed.source(), "done");
            });
  }

  private Uni<Void> refuse(Claimed claimed, String reason) {
    return errands
        .refused(claimed, reason)
        .invoke(
            () -> {
              metrics.refused(claimed.source(), reason);
              metrics.errand(claimed.source(), "refused");
            });
  }

  private Uni<Void> postpone(Claimed claimed, String reason, Duration asked) {
    metrics.errand(claimed.source(), "failed");
    LOG.warnf(
        "an errand has to wait: source=%s reason=%s attempts=%d",
        claimed.source(), reason, claimed.attempts());
    return patience
        .after(claimed.attempts(), asked)
        .map(wait -> errands.postponed(claimed, clock.instant().plus(wait), reason))
        .orElseGet(() -> refuse(claimed, reason));
  }

  private static String unanswered(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
