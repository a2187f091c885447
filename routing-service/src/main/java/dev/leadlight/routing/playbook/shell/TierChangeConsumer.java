package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes tier changes, as many in a transaction as there are; all are acknowledged after the commit.
 */
@ApplicationScoped
public class TierChangeConsumer {

  /** A transaction holds the lock on the reps' rotation, so it should not be long. */
  private static final int AT_ONCE = 50;

  private final Inbox inbox;
  private final RoutingWorkflow workflow;

  TierChangeConsumer(Inbox inbox, RoutingWorkflow workflow) {
    this.inbox = inbox;
    this.workflow = workflow;
  }

  @Incoming("tier-changes")
  public Uni<Void> on(ConsumerRecords<String, byte[]> records) {
    return Multi.createFrom()
        .iterable(batches(records))
        .onItem()
        .transformToUniAndConcatenate(
            batch -> inbox.takeAll(batch, TierChange.class, workflow::accept))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * In their order, and no lead twice in one: a change is planned knowing what came of the last.
   */
  private static List<List<ConsumerRecord<String, byte[]>>> batches(
      Iterable<ConsumerRecord<String, byte[]>> records) {
    List<List<ConsumerRecord<String, byte[]>>> batches = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
    Set<String> leads = new HashSet<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (batch.isEmpty() || batch.size() == AT_ONCE || !leads.add(record.key())) {
        batch = new ArrayList<>();
        batches.add(batch);
        leads.clear();
        leads.add(record.key());
      }
      batch.add(record);
    }
    return batches;
  }
}
