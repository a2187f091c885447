package dev.leadlight.routing.delivery.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.Records;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody calls themselves, neither others' deliveries nor their erasure stop by it. */
@QuarkusTest
class StrangeTextTest extends OwnDestination {

  @ParameterizedTest
  @ValueSource(strings = {"Ann\u0000", "Ann \ud83d", "\\\\u0000\u0000", "C:\\u0000"})
  void isSentAndErasedLikeAnyOther(String name) {
    TierChange ann = becomesSalesReady(newLead());
    TierChange strange =
        TierChanges.with(
            ann, ann.identities(), new Contact(name, null, null, null, null), ann.reasons());
    done(
        Outbox.plan(
            outbox, strange, now, connection -> Uni.createFrom().item(List.of(mail(strange)))));

    assertThat(claim(now, 10))
        .singleElement()
        .satisfies(
            claim ->
                assertThat(claim.delivery().change().contact().name())
                    .isEqualTo(
                        name.equals("C:\\u0000")
                            ? name
                            : name.replace('\u0000', '\ufffd').replace('\ud83d', '\ufffd')));

    ErasureRequest request =
        new ErasureRequest(
            "e-" + ann.leadId(), ann.leadId(), List.of(ann.leadId()), List.of(), Instant.now());
    Records.publish(request);
    ErasureReceipt receipt = Records.awaitReceipt(request);
    assertThat(receipt.removed()).containsEntry("tierChanges", 1L).containsEntry("deliveries", 1L);
  }

  private PlannedDelivery mail(TierChange change) {
    return new PlannedDelivery(
        PlannedDelivery.idOf(change.id(), "p", "a"),
        "p",
        "a",
        destination,
        Verb.SEND_EMAIL,
        Map.of(),
        null,
        now,
        null,
        null,
        null);
  }
}
