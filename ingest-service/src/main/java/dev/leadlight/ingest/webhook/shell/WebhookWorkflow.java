package dev.leadlight.ingest.webhook.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.Envelope;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.intake.shell.IntakeWorkflow;
import dev.leadlight.ingest.webhook.WebhookAnswer;
import dev.leadlight.ingest.webhook.WebhookRequest;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.webhook.Authenticity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** From a vendor's request to the answer: is it the vendor's, what does it say, and the intake. */
@Singleton
public class WebhookWorkflow {

  private final IntakeWorkflow intake;
  private final WebhookMetrics metrics;
  private final int maxRequestBytes;
  private final int maxMessageBytes;

  WebhookWorkflow(IntakeWorkflow intake, WebhookMetrics metrics, WebhookConfig config) {
    this.intake = intake;
    this.metrics = metrics;
    this.maxRequestBytes = Math.toIntExact(config.maxRequestSize().asLongValue());
    this.maxMessageBytes = Math.toIntExact(config.maxMessageSize().asLongValue());
  }

  /**
   * Completes when Kafka has all messages; fails with a problem: 401 if the vendor isn't proven to
   * have sent it, 400 if it can't be read, 503 if Kafka doesn't have it.
   */
  Uni<WebhookAnswer> take(Receiver receiver, WebhookRequest request, String endpoint) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    admit(receiver, request, now);
    List<Item> items =
        receiver.adapter().read(request, receiver.settings()).stream().map(this::bounded).toList();
    WebhookAnswer answer = receiver.adapter().answer(request, receiver.settings());
    Delivery delivery =
        new Delivery(receiver.source(), endpoint, now, null, Envelope.NONE, items, maxRequestBytes);
    return intake.take(delivery).replaceWith(answer);
  }

  private void admit(Receiver receiver, WebhookRequest request, Instant now) {
    Authenticity authenticity = receiver.adapter().check(request, receiver.settings(), now);
    if (authenticity != Authenticity.AUTHENTIC) {
      metrics.refused(receiver.source(), authenticity);
      throw new ProblemException(
          authenticity == Authenticity.PARTLY_SIGNED
              ? ProblemType.FORBIDDEN
              : ProblemType.UNAUTHORIZED,
          authenticity.detail());
    }
    String fault = request.content().fault();
    if (fault != null) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, fault);
    }
  }

  /** What a vendor sends may be large, what is made of it may not: Kafka would refuse it. */
  private Item bounded(Item item) {
    return item.size() > maxMessageBytes
            && item.fields() != null
            && ContractJson.write(item.fields()).length > maxMessageBytes
        ? Item.refused(RejectionReason.MESSAGE_TOO_LARGE, "", item.sent())
        : item;
  }
}
