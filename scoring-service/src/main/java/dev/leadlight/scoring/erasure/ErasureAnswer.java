package dev.leadlight.scoring.erasure;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How far an erasure has come, and what stays for how long.
 *
 * @param isComplete whether every service that holds something has said that it is gone
 * @param receipts of the services that have, in their order
 * @param awaiting the other services
 * @param staysOnKafka single records can't be deleted there; each goes when it is as old as its
 *     topic keeps records, at the latest at the moment named. None is used again
 */
public record ErasureAnswer(
    String id,
    LeadId leadId,
    Instant requestedAt,
    boolean isComplete,
    List<Receipt> receipts,
    List<String> awaiting,
    List<Remainder> staysOnKafka) {

  private static final List<String> SERVICES =
      List.of(Topics.SCORING, Topics.ROUTING, Topics.FEEDBACK);

  /** What one service has done. */
  public record Receipt(
      String service,
      Instant completedAt,
      Map<String, Long> removed,
      Map<String, Long> anonymised) {}

  /** A topic that may hold records of the person, and until when. */
  public record Remainder(String topic, Instant until) {}

  /** Puts a request and the receipts so far together. */
  public static ErasureAnswer of(ErasureRequest request, Collection<ErasureReceipt> receipts) {
    List<String> done = receipts.stream().map(ErasureReceipt::service).toList();
    List<String> awaiting = SERVICES.stream().filter(each -> !done.contains(each)).toList();
    return new ErasureAnswer(
        request.id(),
        request.leadId(),
        request.requestedAt(),
        awaiting.isEmpty(),
        receipts.stream()
            .sorted(Comparator.comparingInt(each -> SERVICES.indexOf(each.service())))
            .map(ErasureAnswer::receipt)
            .toList(),
        awaiting,
        Topics.all().stream()
            .filter(topic -> !topic.compacted())
            .map(topic -> remainder(topic, request.requestedAt()))
            .toList());
  }

  private static Receipt receipt(ErasureReceipt receipt) {
    return new Receipt(
        receipt.service(), receipt.completedAt(), receipt.removed(), receipt.anonymised());
  }

  private static Remainder remainder(Topic topic, Instant requestedAt) {
    return new Remainder(topic.name(), requestedAt.plus(topic.retention()).plus(Topic.SEGMENT));
  }
}
