package dev.leadlight.routing.connector.hubspot;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotBatchTest {

  private static final String ERROR =
      "{\"status\":\"error\",\"category\":\"VALIDATION_ERROR\","
          + "\"context\":{\"objectWriteTraceId\":[\"dlv_bob\"]}}";

  @Test
  void contactsGoInOneCallEachWithItsTrace() throws IOException {
    Transcript.of(step("ann", "bob"), answer(200, "{\"results\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"))
        .assertSame("hubspot-upsert-contacts.http");
  }

  @Test
  void eachIsJudgedByItsTraceInWhicheverOrderTheyComeBack() {
    HttpExchange partly =
        answer(
            207,
            "{\"results\":[{\"id\":\"3\",\"objectWriteTraceId\":\"dlv_cleo\"},"
                + "{\"id\":\"1\",\"objectWriteTraceId\":\"dlv_ann\"}],"
                + "\"numErrors\":1,\"errors\":["
                + ERROR
                + "]}");

    assertThat(outcomes(List.of("ann", "bob", "cleo", "dan"), partly))
        .containsExactly("accepted", "rejected", "accepted", "destination-trouble");
  }

  @Test
  void whatCannotBeMappedEndsBeforeTheCall() {
    assertThat(outcomes(List.of("ann", ""), answer(200, "{\"results\":[{\"id\":\"1\"}]}")))
        .containsExactly("accepted", "unmappable");
    assertThat(outcomes(List.of(""))).containsExactly("unmappable");
  }

  @ParameterizedTest
  @CsvSource({
    "401, unauthorized",
    "429, throttled",
    "423, destination-trouble",
    "503, destination-trouble"
  })
  void answerForTheCallIsOneForAll(int status, String reason) {
    assertThat(outcomes(List.of("ann", "bob"), answer(status, "{}")))
        .containsExactly(reason, reason);
  }

  @Test
  void missingPropertiesAreCreatedAndTheCallIsMadeOnceMore() {
    HttpExchange unknown =
        answer(
            207,
            "{\"errors\":[{\"message\":\"Property \\\"leadlight_score\\\" does not exist\"}]}");
    HttpExchange created = answer(201, "{}");

    int calls = 0;
    Step step = step("ann", "bob");
    while (step instanceof Step.Ask ask) {
      boolean isUpsert = ask.call().target().endsWith("/upsert");
      step = ask.then().apply(isUpsert && calls++ == 0 ? unknown : created);
    }

    assertThat(calls).isEqualTo(2);
    assertThat(((Step.Over) step).outcome()).isEqualTo(Outcome.accepted());
    assertThat(((Step.Over) step).apart()).isEmpty();
  }

  @Test
  void refusalOfTheWholeCallJudgesNobody() {
    Outcome refused = Outcome.refused(Reason.REJECTED);

    assertThat(HubSpotBatch.isOfAll(new Answer(refused, 400, ""))).isTrue();
    assertThat(HubSpotBatch.isOfAll(new Answer(refused, 207, ""))).isFalse();
    assertThat(HubSpotBatch.isOfAll(Answer.of(refused))).isFalse();
  }

  @Test
  void leadsWithARepGoAlone() {
    assertThat(HubSpotBatch.takes(Verb.UPSERT_CONTACT, false)).isTrue();
    assertThat(HubSpotBatch.takes(Verb.UPSERT_CONTACT, true)).isFalse();
    assertThat(HubSpotBatch.takes(Verb.CREATE_TASK, false)).isFalse();
  }

  private static List<String> outcomes(List<String> names, HttpExchange... answers) {
    Step step = step(names.toArray(String[]::new));
    for (HttpExchange each : answers) {
      step = ((Step.Ask) step).then().apply(each);
    }
    Step.Over over = (Step.Over) step;
    return names.stream()
        .map(name -> over.apart().getOrDefault("dlv_" + name, over).outcome().code())
        .toList();
  }

  private static Step step(String... names) {
    return HubSpotBatch.of(
        Arrays.stream(names).map(HubSpotBatchTest::delivery).toList(),
        HubSpotSettings.of(new Settings(Map.of())),
        T0);
  }

  private static Delivery delivery(String name) {
    TierChange change = becomesSalesReady(Deliveries.ann());
    String email = name.isEmpty() ? null : name + "@example.com";
    return new Delivery(
        "dlv_" + name,
        "hubspot",
        Verb.UPSERT_CONTACT,
        Map.of(),
        0,
        T0,
        null,
        TierChanges.with(
            change, List.of(), new Contact(name, email, null, null, null), change.reasons()),
        null);
  }
}
