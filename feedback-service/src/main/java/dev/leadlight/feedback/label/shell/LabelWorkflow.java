package dev.leadlight.feedback.label.shell;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.label.BodyKind;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.Judged;
import dev.leadlight.feedback.label.Judged.Standing;
import dev.leadlight.feedback.label.LabelAnswer;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Receiver;
import dev.leadlight.feedback.outcome.shell.OutcomePublisher;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.webhook.Authenticity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * From a vendor's message to the answer. A message is taken whole or not at all: it is checked
 * first, kept as it is and its errands noted in one transaction, then its outcomes and events go to
 * Kafka. If Kafka fails the vendor sends it again, and all of it is known by its ids.
 */
@Singleton
public class LabelWorkflow {

  private final LabelSources sources;
  private final LabelStore store;
  private final Database database;
  private final OutcomePublisher outcomes;
  private final EventPublisher events;
  private final IdentityKeys keys;
  private final LabelMetrics metrics;
  private final Clock clock;
  private final long mostBytes;

  LabelWorkflow(
      LabelSources sources,
      LabelStore store,
      Database database,
      OutcomePublisher outcomes,
      EventPublisher events,
      IdentityKeys keys,
      LabelMetrics metrics,
      Clock clock,
      LabelConfig config) {
    this.sources = sources;
    this.store = store;
    this.database = database;
    this.outcomes = outcomes;
    this.events = events;
    this.keys = keys;
    this.metrics = metrics;
    this.clock = clock;
    this.mostBytes = config.labels().maxRequestSize().asLongValue();
  }

  /**
   * Takes a message.
   *
   * @param door {@code surveys} or {@code crm}
   */
  public Uni<LabelAnswer> take(String door, String source, LabelRequest request) {
    Receiver receiver =
        sources
            .find(door, source)
            .orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "No source tells labels here."));
    Instant now = clock.instant();
    Findings findings = read(receiver, request, now);
    Judged told = Judged.of(findings.labels(), keys, now);
    refuse(source, findings.faults());
    refuse(source, told.faults());
    LabelStore.Raw raw = raw(source, request, now);
    return store
        .standing(source, told.outcomes())
        .map(standing -> judged(receiver, told, standing))
        .call(judged -> keep(raw, findings, judged))
        .call(this::publish)
        .invoke(judged -> count(source, findings, judged))
        .map(judged -> answer(receiver, request, findings, judged));
  }

  private Judged judged(Receiver receiver, Judged told, Map<String, Standing> standing) {
    told.contradicted(standing).ifPresent(outcome -> conflict(receiver.source(), outcome));
    return receiver.adapter().tellsStates() ? told.reopeningOnly(standing.keySet()) : told;
  }

  private Findings read(Receiver receiver, LabelRequest request, Instant now) {
    if (request.body().remaining() > mostBytes) {
      metrics.refused(receiver.source(), "too_large");
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE, "A message has at most " + mostBytes + " bytes.");
    }
    Authenticity authenticity = receiver.adapter().check(request, receiver.settings(), now);
    if (authenticity != Authenticity.AUTHENTIC) {
      metrics.refused(receiver.source(), authenticity.name().toLowerCase(Locale.ROOT));
      throw new ProblemException(ProblemType.UNAUTHORIZED, authenticity.detail());
    }
    BodyKind kind =
        BodyKind.of(request.header("content-type").orElse(null), receiver.adapter().bodies());
    try {
      return receiver
          .adapter()
          .read(
              receiver.source(),
              request,
              ContentReader.read(bytes(request), kind),
              receiver.settings());
    } catch (ProblemException unreadable) {
      metrics.refused(receiver.source(), "unreadable");
      throw unreadable;
    }
  }

  private void refuse(String source, List<Fault> faults) {
    if (!faults.isEmpty()) {
      metrics.refused(source, faults.get(0).reason());
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "The message was not taken: " + faults.size() + " places are wrong.",
          faults.stream().map(Fault::place).toList());
    }
  }

  private void conflict(String source, Outcome outcome) {
    metrics.refused(source, "contradiction");
    throw new ProblemException(
        ProblemType.CONFLICT,
        "Of "
            + outcome.id()
            + " another outcome is known for the same moment; a correction has a later one.");
  }

  /** Keeps a message of which anything was taken, or is to be fetched. */
  private Uni<Void> keep(LabelStore.Raw raw, Findings findings, Judged judged) {
    return judged.outcomes().isEmpty() && findings.errands().isEmpty()
        ? Uni.createFrom().voidItem()
        : database.inTransaction(
            connection ->
                LabelStore.keep(connection, raw, judged.people())
                    .chain(() -> ErrandStore.add(connection, raw, findings.errands())));
  }

  /** Sends outcomes and events; completes when Kafka has all of them. */
  Uni<Void> publish(Judged judged) {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom()
                .iterable(judged.outcomes())
                .onItem()
                .transformToUniAndConcatenate(outcomes::publish),
            Multi.createFrom()
                .iterable(judged.events())
                .onItem()
                .transformToUniAndConcatenate(events::publish))
        .collect()
        .last()
        .replaceWithVoid();
  }

  void count(String source, Findings findings, Judged judged) {
    metrics.taken(source, judged.outcomes().size());
    metrics.ignored(source, findings.ignored() + judged.ignored());
    metrics.dropped(source, judged.withoutConsent());
  }

  private static LabelAnswer answer(
      Receiver receiver, LabelRequest request, Findings findings, Judged judged) {
    Optional<LabelAnswer> own = receiver.adapter().answer(request);
    if (own.isPresent()) {
      return own.get();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("taken", judged.outcomes().size());
    counts.put("toFetch", findings.errands().size());
    counts.put("ignored", findings.ignored() + judged.ignored());
    counts.put("withoutConsent", judged.withoutConsent());
    return new LabelAnswer(
        "application/json", new String(ContractJson.write(counts), StandardCharsets.UTF_8));
  }

  private static LabelStore.Raw raw(String source, LabelRequest request, Instant now) {
    byte[] body = bytes(request);
    return new LabelStore.Raw(
        source,
        Sha256.hex(body),
        now,
        request.header("content-type").orElse(""),
        Buffer.buffer(body));
  }

  private static byte[] bytes(LabelRequest request) {
    byte[] bytes = new byte[request.body().remaining()];
    request.body().get(bytes);
    return bytes;
  }
}
