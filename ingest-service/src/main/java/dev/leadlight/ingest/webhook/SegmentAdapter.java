package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Outgoing webhooks of Segment, whose messages have our shape already. The signature of a batch
 * covers its first message alone, byte for byte as it stands in the list. Batches are refused
 * unless {@code options.batches=allowed} says that the address itself is kept secret.
 */
final class SegmentAdapter implements WebhookAdapter {

  @Override
  public String vendor() {
    return "segment";
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    byte[] presented = request.header("X-Signature").flatMap(Signatures::hex).orElse(null);
    if (presented == null) {
      return Authenticity.MALFORMED;
    }
    boolean list = request.content().list();
    List<Item> items = request.items();
    ByteBuffer signed = list && !items.isEmpty() ? items.get(0).sent() : request.body();
    if (!Signatures.hmac(Hash.SHA1, settings.secrets(), presented, signed)) {
      return Authenticity.FORGED;
    }
    return items.size() > 1 && !allowsBatches(settings)
        ? Authenticity.PARTLY_SIGNED
        : Authenticity.AUTHENTIC;
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    return request.items().stream().map(SegmentAdapter::message).toList();
  }

  private static Item message(Item sent) {
    Map<String, ?> fields = sent.fields();
    if (fields == null) {
      return sent;
    }
    if ("delete".equals(Fields.text(fields.get("type")))) {
      return Item.refused(RejectionReason.ERASURE_REQUESTED, "/userId", sent.sent());
    }
    // Segment has corrected the clock already; with sentAt we would do so a second time.
    Map<String, Object> corrected = new HashMap<>(fields);
    corrected.remove("sentAt");
    return new Item(corrected, sent.sent());
  }

  private static boolean allowsBatches(WebhookSettings settings) {
    return settings.option("batches").filter("allowed"::equals).isPresent();
  }
}
