package dev.leadlight.scoring.score;

import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.Exchange;
import dev.leadlight.scoring.feature.Deeds;
import dev.leadlight.scoring.feature.FeatureVector;
import dev.leadlight.scoring.feature.Features;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Purchases;
import dev.leadlight.scoring.model.Prediction;
import dev.leadlight.scoring.model.Predictor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The learned part of a score as a function of time. A model may say anything of each moment, so it
 * is asked at certain moments only and what it says is held until the next: at every deed, order
 * and refund of the lead, and then at the end of each day of silence, up to the ninetieth. These
 * moments follow from the evidence alone; so the score at a moment is the same whoever asks and
 * when, and between two of them it only fades, as tiers need it to.
 */
final class Prognosis {

  private static final int DAYS = 90;
  private static final double HUNDRED = 100;

  private final PredictiveModel model;
  private final double most;
  private final Evidence evidence;
  private final Exchange exchange;
  private final long[] moments;
  private final @Nullable Prediction[] said;

  Prognosis(PredictiveModel model, double weight, Evidence evidence, Exchange exchange) {
    this.model = model;
    this.most = weight * HUNDRED;
    this.evidence = evidence;
    this.exchange = exchange;
    this.moments = moments(evidence);
    this.said = new @Nullable Prediction[moments.length];
  }

  private static long[] moments(Evidence evidence) {
    Purchases purchases = new Purchases(evidence);
    long[] happened =
        LongStream.concat(
                LongStream.concat(
                    Arrays.stream(evidence.moments(Deeds.KEY.value()).times()),
                    Arrays.stream(purchases.refundTimes())),
                LongStream.concat(
                    purchases.inTime().stream().mapToLong(order -> order.at()), spans(evidence)))
            .sorted()
            .distinct()
            .toArray();
    LongStream.Builder all = LongStream.builder();
    for (int i = 0; i < happened.length; i++) {
      long until = i + 1 < happened.length ? happened[i + 1] : Long.MAX_VALUE;
      for (int day = 0; day <= DAYS && happened[i] + day * Evidence.DAY < until; day++) {
        all.add(happened[i] + day * Evidence.DAY);
      }
    }
    return all.build().toArray();
  }

  private static LongStream spans(Evidence evidence) {
    return LongStream.range(0, evidence.activity().size())
        .flatMap(
            i ->
                LongStream.of(
                    evidence.activity().start((int) i), evidence.activity().end((int) i)));
  }

  /** What it adds to the score; 0 before the first deed, and if the model is broken. */
  double pointsAt(long at) {
    return at(at).filter(Prediction::isUsable).map(p -> most * p.probability()).orElse(0.0);
  }

  /** What the model says of a moment; empty before the first deed. */
  Optional<Prediction> at(long at) {
    int last = Sorted.lastIndexAt(moments, at);
    return last < 0 ? Optional.empty() : Optional.of(said(last));
  }

  private Prediction said(int index) {
    Prediction known = said[index];
    if (known == null) {
      known = Predictor.predict(model, featuresAt(moments[index]));
      said[index] = known;
    }
    return known;
  }

  private FeatureVector featuresAt(long at) {
    return Features.of(evidence, exchange, Instant.ofEpochMilli(at));
  }

  /** The features that held at a moment. */
  FeatureVector featuresHeldAt(long at) {
    return featuresAt(moments[Math.max(0, Sorted.lastIndexAt(moments, at))]);
  }

  /** When the model is asked next if nothing happens. */
  OptionalLong nextAfter(long at) {
    int next = Sorted.lastIndexAt(moments, at) + 1;
    return next < moments.length ? OptionalLong.of(moments[next]) : OptionalLong.empty();
  }

  double most() {
    return most;
  }

  void addJumps(Jumps jumps) {
    jumps.add(moments);
  }
}
