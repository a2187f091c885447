package dev.leadlight.scoring.sweep.shell;

import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.RedisRankStore.Page;
import dev.leadlight.scoring.lead.shell.RedisSweepStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Claim;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Sweep;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.StringJoiner;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's way: take a part that nobody has, read a page of its leads, look at each as if a
 * wake-up were due, note the place; and so on to the end of the part, then the next part. A page is
 * five round trips, whatever its size.
 *
 * <p>A sweep belongs to a version of a card with the model and the boundaries that the card asks
 * for. Whoever has these in force takes part, and once all parts are done nothing is left of it but
 * the notes that say so: the same versions again, or a replica that starts, finds nothing to do. A
 * later one takes the place of one that is under way. Roll-back is a later one.
 *
 * <p>A crash leaves a page that may have been written and not told. Whoever takes the part over
 * looks at it again and tells again what the leads say they told last, under the same ids.
 */
@ApplicationScoped
public class SweepWorkflow {

  private static final Logger LOG = Logger.getLogger(SweepWorkflow.class);

  /** Lookups come first: their turn comes between two pages. */
  private static final Duration LEAST_REST = Duration.ofMillis(1);

  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMillis(100);

  private final RedisSweepStore sweeps;
  private final RedisRankStore ranks;
  private final WakeUpWorkflow wakeUps;
  private final ActiveFold active;
  private final SweepMetrics metrics;
  private final SweepConfig config;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  private volatile @Nullable Progress progress;

  SweepWorkflow(
      RedisSweepStore sweeps,
      RedisRankStore ranks,
      WakeUpWorkflow wakeUps,
      ActiveFold active,
      SweepMetrics metrics,
      SweepConfig config,
      Clock clock) {
    this.sweeps = sweeps;
    this.ranks = ranks;
    this.wakeUps = wakeUps;
    this.active = active;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  /** The parts of a sweep as this replica knows them. Changed by one round after the other. */
  private static final class Progress {
    final Sweep sweep;
    final BitSet open = new BitSet();
    int part;
    @Nullable String place;
    boolean isAgain;

    Progress(Sweep sweep, int parts) {
      this.sweep = sweep;
      open.set(0, parts);
    }
  }

  /**
   * Goes on by one page.
   *
   * @return how long to wait before the next one; zero if there was nothing to do
   */
  Uni<Duration> round() {
    return active.get().chain(fold -> round(fold));
  }

  private Uni<Duration> round(Fold fold) {
    Progress current = progressUnder(fold.card());
    if (current == null || current.open.isEmpty()) {
      return Uni.createFrom().item(Duration.ZERO);
    }
    return current.place == null
        ? claim(current).chain(given -> given ? page(fold, current) : askAgain(current))
        : page(fold, current);
  }

  private static Uni<Duration> askAgain(Progress current) {
    return Uni.createFrom().item(current.open.isEmpty() ? Duration.ZERO : UNTIL_ASKED_AGAIN);
  }

  private @Nullable Progress progressUnder(Scorecard card) {
    Scorecard.Published published = card.published();
    if (published == null || clock.instant().isBefore(published.at().plus(config.delay()))) {
      return null;
    }
    String id = idOf(card);
    Progress current = progress;
    if (current == null || !current.sweep.id().equals(id)) {
      current = new Progress(new Sweep(id, published.at(), owner), ranks.parts());
      progress = current;
    }
    return current;
  }

  /** Names all that decides what evidence is worth: the card, its model, its boundaries. */
  private static String idOf(Scorecard card) {
    StringJoiner id = new StringJoiner(":").add(card.ref().id()).add(card.ref().version());
    PredictiveModel model = card.predictive().published();
    if (model != null && card.predictive().isAsked()) {
      id.add("model").add(model.id()).add(model.version());
    }
    Rfm rfm = card.rfm();
    if (rfm != null && rfm.boundaries() != null) {
      id.add("boundaries").add(rfm.boundaries());
    }
    return id.toString();
  }

  /** Asks for the next open part; one that another replica has stays open until it is done. */
  private Uni<Boolean> claim(Progress current) {
    int next = current.open.nextSetBit(current.part + 1);
    int part = next < 0 ? current.open.nextSetBit(0) : next;
    current.part = part;
    return sweeps
        .claim(current.sweep, part, clock.instant(), config.lease())
        .map(claim -> isGiven(current, claim));
  }

  private boolean isGiven(Progress current, Claim claim) {
    if (claim instanceof Claim.Given given) {
      current.place = given.place();
      current.isAgain = given.isAgain();
    } else if (claim instanceof Claim.Done) {
      close(current);
    }
    return claim instanceof Claim.Given;
  }

  private void close(Progress current) {
    current.open.clear(current.part);
    metrics.open(current.open.cardinality());
    if (current.open.isEmpty()) {
      LOG.infof("sweep done: scorecard=%s", current.sweep.id());
    }
  }

  private Uni<Duration> page(Fold fold, Progress current) {
    Instant begun = clock.instant();
    String place = String.valueOf(current.place);
    return ranks
        .leads(current.part, place, config.page())
        .call(page -> look(fold, page, current.isAgain))
        .call(page -> advance(current, page))
        .map(page -> restAfter(page, begun))
        .onFailure()
        .invoke(failure -> current.place = null); // the part is asked for again, and says so
  }

  private Uni<Void> look(Fold fold, Page page, boolean isAgain) {
    return wakeUps.look(fold, page.leads(), isAgain).invoke(metrics::looked).replaceWithVoid();
  }

  private Uni<Void> advance(Progress current, Page page) {
    return sweeps
        .advance(current.sweep, current.part, page.next(), clock.instant(), config.lease())
        .invoke(isOurs -> advanced(current, page, isOurs))
        .replaceWithVoid();
  }

  private void advanced(Progress current, Page page, boolean isOurs) {
    current.place = isOurs ? page.next() : null;
    current.isAgain = false;
    if (isOurs && page.next() == null) {
      metrics.partDone();
      close(current);
    }
  }

  private Duration restAfter(Page page, Instant begun) {
    Duration share =
        Duration.ofNanos(1_000_000_000L * page.leads().size() / config.leadsPerSecond());
    Duration rest = share.minus(Duration.between(begun, clock.instant()));
    return rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest;
  }
}
