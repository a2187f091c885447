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
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Noted;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Sweep;
import dev.leadlight.scoring.sweep.shell.SweepProgress.Lane;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow.Looked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's way: take a part that nobody has, read a page of its leads, look at each as if a
 * wake-up were due, note the place; and so on to the end of the part, then the next part. A page is
 * three round trips to Redis and one to Kafka, whatever its size, so a few parts are gone through
 * side by side.
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

  private @Nullable SweepProgress progress;

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

  /**
   * How many parts a replica has in work: while one waits for Redis or Kafka, others go on. A
   * divisor of how many there are, so that none is left alone at the end.
   */
  static final int LANES = 4;

  /**
   * Goes on by one page.
   *
   * @param lane whose turn it is, below {@link #LANES}; each lane has one turn after the other
   * @return how long to wait before the next one; zero if there was nothing to do
   */
  Uni<Duration> round(int lane) {
    return active.get().chain(fold -> round(fold, lane));
  }

  private Uni<Duration> round(Fold fold, int lane) {
    SweepProgress current = progressUnder(fold.card());
    if (current == null) {
      return Uni.createFrom().item(Duration.ZERO);
    }
    Lane mine = current.lane(lane);
    return mine.place == null ? claim(fold, current, mine) : page(fold, current, mine);
  }

  private synchronized @Nullable SweepProgress progressUnder(Scorecard card) {
    Scorecard.Published published = card.published();
    if (published == null || clock.instant().isBefore(published.at().plus(config.delay()))) {
      return null;
    }
    String id = idOf(card);
    SweepProgress current = progress;
    if (current == null || !current.sweep().id().equals(id)) {
      current = new SweepProgress(new Sweep(id, published.at(), owner), ranks.parts(), LANES);
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
  private Uni<Duration> claim(Fold fold, SweepProgress current, Lane mine) {
    if (!current.turn(mine)) {
      return Uni.createFrom().item(Duration.ZERO);
    }
    return sweeps
        .claim(current.sweep(), mine.part, clock.instant(), config.lease())
        .chain(claim -> isGiven(current, mine, claim) ? page(fold, current, mine) : askAgain())
        .onFailure()
        .invoke(failure -> current.leave(mine));
  }

  private static Uni<Duration> askAgain() {
    return Uni.createFrom().item(UNTIL_ASKED_AGAIN);
  }

  private boolean isGiven(SweepProgress current, Lane mine, Claim claim) {
    if (claim instanceof Claim.Given given) {
      mine.place = given.place();
      mine.isAgain = given.isAgain();
      return true;
    }
    if (claim instanceof Claim.Done) {
      close(current, mine);
    } else {
      current.leave(mine);
    }
    return false;
  }

  private void close(SweepProgress current, Lane mine) {
    int left = current.close(mine);
    metrics.open(left);
    if (left == 0) {
      LOG.infof("sweep done: scorecard=%s", current.sweep().id());
    }
  }

  private Uni<Duration> page(Fold fold, SweepProgress current, Lane mine) {
    Instant begun = clock.instant();
    return upcoming(mine)
        .call(
            page ->
                look(fold, page, mine.isAgain).chain(seen -> advance(current, mine, page, seen)))
        .map(page -> restAfter(page, begun))
        .onFailure()
        .invoke(failure -> current.leave(mine)); // the part is asked for again, and says so
  }

  private Uni<Page> upcoming(Lane mine) {
    Page ahead = mine.ahead;
    return ahead == null
        ? ranks.leads(mine.part, String.valueOf(mine.place), config.page())
        : Uni.createFrom().item(ahead);
  }

  private Uni<Looked> look(Fold fold, Page page, boolean isAgain) {
    return wakeUps.look(fold, page.leads(), isAgain).invoke(metrics::looked);
  }

  private Uni<Noted> advance(SweepProgress current, Lane mine, Page page, Looked seen) {
    return sweeps
        .advance(
            current.sweep(),
            mine.part,
            seen.notes(),
            page.next(),
            clock.instant(),
            config.lease(),
            config.page())
        .invoke(noted -> advanced(current, mine, page, noted));
  }

  private void advanced(SweepProgress current, Lane mine, Page page, Noted noted) {
    mine.isAgain = false;
    if (!noted.isOurs()) {
      current.leave(mine);
    } else if (page.next() == null) {
      metrics.partDone();
      close(current, mine);
    } else {
      mine.ahead = noted.next();
      mine.place = page.next();
    }
  }

  private Duration restAfter(Page page, Instant begun) {
    Duration share =
        Duration.ofNanos(1_000_000_000L * LANES * page.leads().size() / config.leadsPerSecond());
    Duration rest = share.minus(Duration.between(begun, clock.instant()));
    return rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest;
  }
}
