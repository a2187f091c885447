package dev.leadlight.scoring.fold.shell;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.identity.Alias;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of the events topic, decoded.
 *
 * @param reader who has read them
 * @param inputs events of somebody; those of nobody in particular are not folded, nor are derived
 *     ones, which the evidence tells already
 * @param unreadable records that are no events
 * @param first by partition, the offset of the first record
 * @param next by partition, the offset after the last record
 * @param writtenAt when the latest record was written
 */
record EventBatch(
    String reader,
    List<Read> inputs,
    List<ConsumerRecord<String, byte[]>> unreadable,
    Map<TopicPartition, Long> first,
    Map<TopicPartition, Long> next,
    Instant writtenAt) {

  /** An event and the record it came in. */
  record Read(ShopperEvent event, ConsumerRecord<String, byte[]> record) {}

  static EventBatch decode(String reader, ConsumerRecords<String, byte[]> records) {
    List<Read> inputs = new ArrayList<>(records.count());
    List<ConsumerRecord<String, byte[]>> unreadable = new ArrayList<>();
    Map<TopicPartition, Long> first = new HashMap<>();
    Map<TopicPartition, Long> next = new HashMap<>();
    long writtenAt = 0;
    for (ConsumerRecord<String, byte[]> record : records) {
      writtenAt = Math.max(writtenAt, record.timestamp());
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      first.merge(partition, record.offset(), Math::min);
      next.merge(partition, record.offset() + 1, Math::max);
      if (record.value() == null) {
        continue; // a tombstone tells nothing
      }
      try {
        ShopperEvent event = ContractJson.read(record.value(), ShopperEvent.class);
        if (!event.identities().isEmpty() && !Effect.Derived.isEcho(event)) {
          inputs.add(new Read(event, record));
        }
      } catch (IOException | RuntimeException e) {
        // Whatever a record holds, it must not stop the partition: it is put aside with its reason.
        unreadable.add(record);
      }
    }
    return new EventBatch(reader, inputs, unreadable, first, next, Instant.ofEpochMilli(writtenAt));
  }

  /** Without what people did who were forgotten since. */
  EventBatch without(ErasedIdentities erased, IdentityKeys keys) {
    List<Read> others =
        inputs.stream()
            .filter(
                each ->
                    !erased.cover(
                        each.event(), Instant.ofEpochMilli(each.record().timestamp()), keys))
            .toList();
    return others.size() == inputs.size()
        ? this
        : new EventBatch(reader, others, unreadable, first, next, writtenAt);
  }

  /** Whether some of it was done by somebody who is to be forgotten. */
  boolean concerns(ErasureRequest request, IdentityKeys keys) {
    ErasedIdentities erased = ErasedIdentities.nobody().with(List.of(request));
    return without(erased, keys).inputs().size() < inputs.size();
  }

  Set<Identity> identities() {
    Set<Identity> all = new LinkedHashSet<>();
    inputs.forEach(input -> all.addAll(Alias.lookups(input.event())));
    return all;
  }
}
