package dev.leadlight.ingest.intake.shell;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Intake;
import dev.leadlight.ingest.intake.Intake.Judged;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.Verdict.Rejected;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Verdicts as Kafka records: events by the key of their strongest identity, so that one person's
 * stay in order; counts of people, which have a topic of their own, and rejected messages by their
 * source.
 */
@Singleton
public class Records {

  private static final int LONGEST_BODY = 64 * 1024;

  private final IdentityKeys keys;

  public Records(IdentityConfig config) {
    this.keys = IdentityKeys.of(config.secret());
  }

  /** One record for each message that is to be written, in their order. */
  public List<ProducerRecord<String, byte[]>> of(Intake intake) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(intake.size());
    try (EventWriter writer = new EventWriter()) {
      for (Judged judged : intake.judged()) {
        records.add(
            judged
                .verdict()
                .fold(
                    accepted -> ofEvent(accepted.event(), writer),
                    rejected -> ofRejection(rejected, judged.item(), intake)));
      }
    }
    return records;
  }

  private ProducerRecord<String, byte[]> ofEvent(ShopperEvent event, EventWriter writer) {
    Identity strongest = event.strongestIdentity();
    Topic topic = strongest == null ? Topics.FOOTFALL : Topics.EVENTS;
    String key = strongest == null ? event.source() : keys.keyOf(strongest);
    return new ProducerRecord<>(topic.name(), key, writer.write(event));
  }

  private static ProducerRecord<String, byte[]> ofRejection(
      Rejected rejected, Item item, Intake intake) {
    RejectedEvent event =
        new RejectedEvent(
            intake.delivery().source().name(),
            rejected.reason().code(),
            rejected.reason().detail(),
            rejected.pointer(),
            intake.delivery().endpoint() + item.place(),
            intake.delivery().receivedAt(),
            item.text(LONGEST_BODY));
    return new ProducerRecord<>(
        Topics.EVENTS_REJECTED.name(), event.source(), ContractJson.write(event));
  }
}
