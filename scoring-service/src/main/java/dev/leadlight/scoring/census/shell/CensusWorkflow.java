package dev.leadlight.scoring.census.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.RfmBoundaries;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.census.Customer;
import dev.leadlight.scoring.census.Slot;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.score.Pricing;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * Counts the shop's customers once in a period, if a card asks for it: the leads in their sixteen
 * parts, each part by one replica into a sketch, and when all parts are there, they are merged and
 * the boundaries published on the topic of scorecards, from which all replicas take the same ones.
 *
 * <p>Who finds a part half done after a crash begins it again; who finds all parts done publishes.
 * Two who publish at once publish the same.
 */
@ApplicationScoped
public class CensusWorkflow {

  private final RedisCensusStore store;
  private final RedisRankStore ranking;
  private final RedisLeadStore leads;
  private final ActiveScorecard scorecard;
  private final MutinyEmitter<byte[]> boundaries;
  private final CensusConfig config;
  private final Clock clock;
  private volatile @Nullable Slot settled;

  CensusWorkflow(
      RedisCensusStore store,
      RedisRankStore ranking,
      RedisLeadStore leads,
      ActiveScorecard scorecard,
      @Channel("rfm-boundaries") MutinyEmitter<byte[]> boundaries,
      CensusConfig config,
      Clock clock) {
    this.store = store;
    this.ranking = ranking;
    this.leads = leads;
    this.scorecard = scorecard;
    this.boundaries = boundaries;
    this.config = config;
    this.clock = clock;
  }

  /** Counts what is not counted yet in this period. */
  public Uni<Void> round() {
    return scorecard.inForce().chain(this::countUnder);
  }

  private Uni<Void> countUnder(InForce cards) {
    Slot slot = Slot.at(clock.instant(), config.every());
    if (slot.equals(settled) || cards.watched().stream().noneMatch(CensusWorkflow::asks)) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createFrom()
        .range(0, ranking.parts())
        .onItem()
        .transformToUniAndConcatenate(part -> count(part, slot, cards))
        .collect()
        .last()
        .chain(() -> store.sketches(slot, ranking.parts()))
        .chain(sketches -> publish(sketches, slot, cards.champion()));
  }

  private static boolean asks(Scorecard card) {
    Rfm rfm = card.rfm();
    return rfm != null && rfm.quantiles() != null;
  }

  private Uni<Void> count(int part, Slot slot, InForce cards) {
    return store
        .sketches(slot, ranking.parts())
        .chain(
            sketches ->
                sketches.get(part) == null
                    ? store.claim(part, slot, config.lease())
                    : Uni.createFrom().item(false))
        .chain(
            isMine ->
                isMine
                    ? page(part, RedisRankStore.BEGINNING, new CustomerSketch(), cards)
                        .chain(sketch -> store.done(part, slot, sketch.bytes()))
                    : Uni.createFrom().voidItem());
  }

  private Uni<CustomerSketch> page(int part, String place, CustomerSketch sketch, InForce cards) {
    return ranking
        .leads(part, place, config.page())
        .chain(page -> look(page, sketch, cards))
        .chain(
            page -> {
              String next = page.next();
              return next == null
                  ? Uni.createFrom().item(sketch)
                  : Uni.createFrom()
                      .item(next)
                      .onItem()
                      .delayIt()
                      .by(config.pause())
                      .chain(further -> page(part, further, sketch, cards));
            });
  }

  private Uni<RedisRankStore.Page> look(
      RedisRankStore.Page page, CustomerSketch sketch, InForce cards) {
    return leads
        .load(page.leads(), cards.champion().lowestTier().name())
        .emitOn(Infrastructure.getDefaultWorkerPool()) // so much arithmetic would hold up lookups
        .invoke(found -> add(found, sketch, Pricing.of(cards.champion())))
        .replaceWith(page);
  }

  private void add(Map<LeadId, Versioned> found, CustomerSketch sketch, Pricing card) {
    found
        .values()
        .forEach(lead -> Customer.of(lead.state(), card, clock.instant()).ifPresent(sketch::add));
  }

  private Uni<Void> publish(List<byte @Nullable []> parts, Slot slot, Scorecard card) {
    if (parts.stream().anyMatch(Objects::isNull)) {
      return Uni.createFrom().voidItem(); // another replica is at it
    }
    CustomerSketch all = new CustomerSketch();
    parts.stream().flatMap(Stream::ofNullable).forEach(all::add);
    Uni<Void> told =
        all.isEmpty()
            ? Uni.createFrom().voidItem()
            : send(all.boundaries(slot.start(), clock.instant(), card.currency()));
    return told.invoke(() -> settled = slot);
  }

  private Uni<Void> send(RfmBoundaries found) {
    return boundaries.sendMessage(
        Message.of(ContractJson.write(found))
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder()
                    .withKey(PublishedKey.RFM_BOUNDARIES)
                    .build()));
  }
}
