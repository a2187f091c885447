package dev.leadlight.feedback.experiment.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.experiment.ExperimentReader;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.feedback.experiment.ExperimentReport;
import dev.leadlight.feedback.experiment.ExperimentRequest;
import dev.leadlight.feedback.publication.PublishedDocument;
import dev.leadlight.feedback.publication.shell.DocumentStore;
import dev.leadlight.feedback.publication.shell.DocumentWorkflow;
import dev.leadlight.feedback.scorecard.shell.ScorecardStore;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Starts, changes, ends and reads experiments. */
@ApplicationScoped
public class ExperimentWorkflow {

  private static final String ALL = PublishedKey.ofExperiment("");

  private final DocumentWorkflow documents;
  private final DocumentStore store;
  private final ScorecardStore scorecards;
  private final ArmCountStore counts;
  private final Clock clock;

  ExperimentWorkflow(
      DocumentWorkflow documents,
      DocumentStore store,
      ScorecardStore scorecards,
      ArmCountStore counts,
      Clock clock) {
    this.documents = documents;
    this.store = store;
    this.scorecards = scorecards;
    this.counts = counts;
    this.clock = clock;
  }

  /** All of them, the one changed last first. */
  public Uni<List<Experiment>> all() {
    return store.read(ALL).map(ExperimentWorkflow::experiments);
  }

  /** One of them; 404 if there is none of this id. */
  Uni<Experiment> find(String id) {
    return all().map(all -> find(id, all));
  }

  /** Starts or changes one. */
  Uni<Experiment> put(String id, ExperimentRequest request) {
    String salt = UUID.randomUUID().toString();
    return scorecards
        .cardInForce()
        .chain(
            card ->
                documents.change(
                    PublishedKey.ofExperiment(id),
                    ALL,
                    (known, now) -> started(id, request, experiments(known), card, salt, now)))
        .map(ExperimentWorkflow::experiment);
  }

  /** Ends one; ending it again changes nothing. */
  Uni<Experiment> end(String id) {
    return documents
        .change(
            PublishedKey.ofExperiment(id),
            ALL,
            (known, now) -> text(find(id, experiments(known)).ended(now)))
        .map(ExperimentWorkflow::experiment);
  }

  /**
   * How one stands.
   *
   * @param hopedFor the relative change that it is to find, above 0
   */
  Uni<ExperimentReport> report(String id, double hopedFor) {
    return Uni.combine()
        .all()
        .unis(find(id), scorecards.cardInForce())
        .asTuple()
        .chain(both -> report(both.getItem1(), both.getItem2(), hopedFor));
  }

  private Uni<ExperimentReport> report(Experiment experiment, Scorecard card, double hopedFor) {
    Instant end = experiment.endedAt();
    Instant to = end == null ? clock.instant() : end;
    String currency = card.currency().getCurrencyCode();
    return counts
        .count(experiment, to, currency)
        .map(arms -> ExperimentReport.of(experiment, to, currency, hopedFor, arms));
  }

  private static String started(
      String id,
      ExperimentRequest request,
      List<Experiment> known,
      Scorecard card,
      String salt,
      Instant now) {
    ExperimentRequest.conflict(id, known)
        .ifPresent(
            sentence -> {
              throw new ProblemException(ProblemType.CONFLICT, sentence);
            });
    JsonNode document =
        ContractJson.mapper().valueToTree(request.applied(id, known, card.ref(), salt, now));
    Reading<Experiment> reading = ExperimentReader.read(document);
    List<Place> errors = reading.value() == null ? reading.errors() : strangeTiers(document, card);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "The experiment was not started.", errors);
    }
    return document.toString();
  }

  /** A lead must not change its tier by changing its arm. */
  private static List<Place> strangeTiers(JsonNode document, Scorecard champion) {
    List<Place> places = new ArrayList<>();
    JsonNode challengers = document.path("challengers");
    for (int i = 0; i < challengers.size(); i++) {
      Scorecard card = ScorecardReader.read(challengers.get(i).path("scorecard")).orElseThrow();
      if (!names(card).equals(names(champion))) {
        places.add(
            Place.at(
                "/challengers/" + i + "/scorecard/tiers",
                "the names differ from those of the card in force: " + names(champion)));
      }
    }
    return places;
  }

  private static List<String> names(Scorecard card) {
    return card.tiers().stream().map(Tier::name).toList();
  }

  private static Experiment find(String id, List<Experiment> all) {
    return all.stream()
        .filter(experiment -> experiment.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "No experiment has this id."));
  }

  private static List<Experiment> experiments(List<PublishedDocument> documents) {
    return documents.stream().map(ExperimentWorkflow::experiment).toList();
  }

  private static Experiment experiment(PublishedDocument document) {
    try {
      return ContractJson.read(Objects.requireNonNull(document.bytes()), Experiment.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Experiment experiment) {
    return ContractJson.mapper().valueToTree(experiment).toString();
  }
}
