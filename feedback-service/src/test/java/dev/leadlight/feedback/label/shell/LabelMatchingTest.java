package dev.leadlight.feedback.label.shell;

import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.parted;
import static dev.leadlight.feedback.Fixtures.seen;
import static dev.leadlight.feedback.label.shell.LabelCalls.PATIENCE;
import static dev.leadlight.feedback.label.shell.LabelCalls.column;
import static dev.leadlight.feedback.label.shell.LabelCalls.crm;
import static dev.leadlight.feedback.label.shell.LabelCalls.outcomes;
import static dev.leadlight.feedback.label.shell.LabelCalls.zigpoll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a label is, from the first guess to the last. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class LabelMatchingTest {

  Infrastructure infrastructure;
  @Inject Database database;
  @Inject IdentityKeys keys;
  private TopicRecords kafka;

  @BeforeEach
  void open() {
    kafka = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void aLabelWaitsForItsLeadAndFollowsItThroughMergesAndPartings() {
    String key = email("wait@example.com");
    crm(
            "wait",
            "{\"id\":\"W-1\",\"kind\":\"won\",\"email\":\"wait@example.com\",\"occurredAt\":\"2026-11-01T10:00:00Z\"}")
        .statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("W-1")).containsExactly(key + " true"));

    // A lead that started with an anonymous name turns out to have the address.
    publish("w-anna", seen("w-anna", "2026-11-02T00:00:00Z", "newsletter").under(List.of(key)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("W-1")).containsExactly(lead("w-anna") + " false"));

    // It becomes part of another one, which has the address now.
    publish(
        "w-bea", seen("w-bea", "2026-11-03T00:00:00Z", "newsletter", "w-anna").under(List.of(key)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("W-1")).containsExactly(lead("w-bea") + " false"));

    // An operator takes it out again; what was seen before changes nothing any more.
    publish("w-anna", parted("w-anna", "w-bea", "2026-11-04T00:00:00Z").under(List.of(key)));
    publish("w-bea", seen("w-bea", "2026-11-03T12:00:00Z", "newsletter").under(List.of(key)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(leadOf("W-1")).containsExactly(lead("w-anna") + " false");
              assertThat(
                      column(
                          database,
                          "select id from snapshot where lead_id = '"
                              + lead("w-bea")
                              + "' and at = '2026-11-03T12:00:00Z'"))
                  .hasSize(1);
            });
    outcomes("lead:" + lead("w-anna")).body("outcomes.id", contains("W-1"));
    outcomes("lead:" + lead("w-bea")).body("outcomes", empty());
  }

  @Test
  void aTierChangeTellsWhoseALabelIs() {
    crm(
            "tier",
            "{\"id\":\"T-1\",\"kind\":\"won\",\"userId\":\"t-tom\",\"occurredAt\":\"2026-11-01T10:00:00Z\"}")
        .statusCode(200);
    kafka.publish(
        Topics.TIER_CHANGES,
        lead("t-tom").value(),
        moved("t-tom", 1, "newsletter", "nurture", "2026-11-02T00:00:00Z"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("T-1")).containsExactly(lead("t-tom") + " false"));
  }

  @Test
  void forgettingSomebodyTakesMessagesAndWaitingLabelsAlong() {
    String key = email("erase@example.com");
    zigpoll(zigpoll("l-8", "s-satisfaction", "3", "erase@example.com")).statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("l-8")).containsExactly(key + " true"));
    assertThat(
            column(database, "select source from raw_label where people @> array['" + key + "']"))
        .hasSize(1);
    publish("e-eve", seen("e-eve", "2026-11-02T00:00:00Z", "newsletter"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        column(
                            database,
                            "select identity from identity_lead where lead_id = '"
                                + lead("e-eve")
                                + "'"))
                    .isNotEmpty());

    ErasureRequest request =
        new ErasureRequest(
            "l-erasure", lead("e-eve"), List.of(lead("e-eve")), List.of(key), Instant.now());
    kafka.publish(Topics.ERASURES, request.key(), request);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(column(database, "select receipt from erasure where id = 'l-erasure'"))
                    .isNotEmpty()
                    .allSatisfy(receipt -> assertThat(receipt).contains("\"rawLabels\":1")));
    assertThat(
            column(database, "select source from raw_label where people @> array['" + key + "']"))
        .isEmpty();
    assertThat(column(database, "select id from outcome where told_as = '" + key + "'")).isEmpty();
    assertThat(
            column(
                database,
                "select identity from identity_lead where lead_id = '" + lead("e-eve") + "'"))
        .isEmpty();
    // The label counts on, for nobody. Told again, it is passed over, though a lead that began with
    // something else has the address by now.
    column(
        database,
        "insert into identity_lead (identity, lead_id, at) values ('%s', '%s', now()) returning identity"
            .formatted(key, lead("e-new")));
    zigpoll(zigpoll("l-8", "s-satisfaction", "3", "erase@example.com")).statusCode(200);
    zigpoll(zigpoll("l-9", "s-satisfaction", "3", "after@example.com")).statusCode(200);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(leadOf("l-9")).hasSize(1));
    assertThat(leadOf("l-8")).isEmpty();
  }

  private void publish(String lead, Object snapshot) {
    kafka.publish(Topics.SNAPSHOTS, lead(lead).value(), snapshot);
  }

  private List<String> leadOf(String id) {
    return column(
        database, "select lead_id || ' ' || waiting from outcome where id = '" + id + "'");
  }

  private String email(String address) {
    return keys.keyOf(new Identity(IdentityKind.EMAIL, address));
  }
}
