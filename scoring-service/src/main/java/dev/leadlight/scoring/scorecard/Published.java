package dev.leadlight.scoring.scorecard;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.RfmBoundaries;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the topic of scorecards says, taken together record by record. In whatever state a compacted
 * topic is read, the same comes out in the end.
 *
 * @param latest the card published last
 * @param models by id
 * @param running experiments that have not ended, in the order in which they were published
 * @param draft the card in the shadow
 * @param boundaries how the shop's customers are spread
 * @param changes when what stands beside the cards was published or withdrawn last, by the key of
 *     its records
 */
public record Published(
    Scorecard latest,
    Map<String, PredictiveModel> models,
    Map<String, Experiment> running,
    @Nullable Scorecard draft,
    @Nullable RfmBoundaries boundaries,
    Map<String, Instant> changes) {

  /** Before anything was published the starter card is in force. */
  public static Published nothing() {
    return new Published(Scorecard.starter(), Map.of(), Map.of(), null, null, Map.of());
  }

  /** With another card in force. */
  public Published with(Scorecard card) {
    return new Published(card, models, running, draft, boundaries, changes);
  }

  /** With a model, or without it. */
  public Published withModel(String id, @Nullable PredictiveModel model, Instant at) {
    Map<String, PredictiveModel> all = new HashMap<>(models);
    if (model == null) {
      all.remove(id);
    } else {
      all.put(id, model);
    }
    return new Published(
        latest, all, running, draft, boundaries, changedAt(PublishedKey.ofModel(id), at));
  }

  /** With an experiment as it stands now; the one published last is the one that runs. */
  public Published withExperiment(String id, @Nullable Experiment experiment) {
    Map<String, Experiment> all = new LinkedHashMap<>(running);
    all.remove(id);
    if (experiment != null && !experiment.hasEnded()) {
      all.put(id, experiment);
    }
    return new Published(latest, models, all, draft, boundaries, changes);
  }

  /** With another card in the shadow, or none. */
  public Published withDraft(@Nullable Scorecard card) {
    return new Published(latest, models, running, card, boundaries, changes);
  }

  /** With other boundaries between the customers. */
  public Published withBoundaries(@Nullable RfmBoundaries found, Instant at) {
    return new Published(
        latest, models, running, draft, found, changedAt(PublishedKey.RFM_BOUNDARIES, at));
  }

  private Map<String, Instant> changedAt(String key, Instant at) {
    Map<String, Instant> all = new HashMap<>(changes);
    all.put(key, at);
    return all;
  }

  /** What leads are scored by: each card with the model it names. */
  public InForce inForce() {
    Experiment experiment = null;
    for (Experiment each : running.values()) {
      experiment = each;
    }
    Map<String, Scorecard> challengers = new HashMap<>();
    if (experiment != null) {
      for (Experiment.Challenger each : experiment.challengers()) {
        challengers.put(each.arm(), complete(ScorecardReader.read(each.scorecard()).orElseThrow()));
      }
    }
    return new InForce(
        complete(latest),
        experiment,
        challengers,
        draft == null ? null : complete(draft),
        this::complete);
  }

  private Scorecard complete(Scorecard card) {
    String model = card.predictive().model();
    Scorecard complete = card.with(models.get(model), boundariesFor(card));
    if (card.predictive().isAsked()) {
      complete = complete.since(changedAt(PublishedKey.ofModel(model)));
    }
    Rfm rfm = card.rfm();
    return rfm == null || rfm.quantiles() == null
        ? complete
        : complete.since(changedAt(PublishedKey.RFM_BOUNDARIES));
  }

  private Instant changedAt(String key) {
    return changes.getOrDefault(key, Instant.EPOCH);
  }

  /** Amounts of another currency say nothing about this card's customers. */
  private @Nullable RfmBoundaries boundariesFor(Scorecard card) {
    return boundaries != null && boundaries.currency().equals(card.currency().getCurrencyCode())
        ? boundaries
        : null;
  }
}
