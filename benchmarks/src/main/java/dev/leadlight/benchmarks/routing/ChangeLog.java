package dev.leadlight.benchmarks.routing;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of tier changes: each is of another lead, which has entered nurture. */
final class ChangeLog implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;
  private final Sinks sinks;
  private int count;
  private Future<?> last = CompletableFuture.completedFuture("");

  ChangeLog(String kafka, Sinks sinks) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    this.sinks = sinks;
  }

  /** Writes so many at once. */
  void fill(int changes) throws ExecutionException, InterruptedException {
    for (int i = 0; i < changes; i++) {
      publish();
    }
    producer.flush();
    last.get();
  }

  /** Writes so many a second for so long; nothing is caught up on. */
  void pace(int perSecond, int seconds) throws InterruptedException {
    long begun = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      long wait = begun + i * 1_000_000_000L / perSecond - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
      publish();
    }
  }

  private void publish() {
    LeadId lead = new LeadId(String.format("B%021d", count++));
    TierChange change = change(lead);
    sinks.published(change.id());
    last =
        producer.send(
            new ProducerRecord<>(
                Topics.TIER_CHANGES.name(), lead.value(), ContractJson.write(change)));
  }

  private static TierChange change(LeadId lead) {
    Instant now = Instant.now();
    return new TierChange(
        lead + "-1",
        lead,
        1,
        List.of(
            new Identity(IdentityKind.USER, lead.value()),
            new Identity(IdentityKind.EMAIL, lead.value() + "@example.com")),
        new Contact("Somebody", lead.value() + "@example.com", null, null, null),
        "newsletter",
        "nurture",
        Direction.UP,
        50,
        List.of(Contribution.ofRule("explicit-interest", "adds-to-cart", 50, 2, now)),
        now,
        now,
        new ScorecardRef("retail-starter", "1"),
        null,
        new Cause(Cause.Kind.EVENT, "m-" + lead, null),
        null,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  public void close() {
    producer.close();
  }
}
