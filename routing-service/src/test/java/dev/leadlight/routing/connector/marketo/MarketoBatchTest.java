package dev.leadlight.routing.connector.marketo;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketoBatchTest {

  private static final Map<String, String> LIST = Map.of("list", "1001");

  @Test
  void allAreWrittenByOneCallAndOneBadRecordFailsAlone() {
    Talk talk =
        talk(
            Verb.UPSERT_PROFILE,
            List.of("ann", "bob", "cleo"),
            "{\"success\":true,\"result\":[{\"id\":1,\"status\":\"created\"},"
                + "{\"status\":\"skipped\",\"reasons\":[{\"code\":\"1003\",\"message\":\"x\"}]},"
                + "{\"id\":3,\"status\":\"updated\"}]}");

    assertThat(talk.bodies).hasSize(1);
    assertThat(talk.bodies.get(0))
        .contains("ann@example.com", "bob@example.com", "cleo@example.com");
    assertThat(talk.outcomes("ann", "bob", "cleo"))
        .containsExactly("accepted", "rejected", "accepted");
  }

  @Test
  void whatWasWrittenGoesOnTheListByOneCallMore() {
    Talk talk =
        talk(
            Verb.ADD_TO_LIST,
            List.of("ann", "josé", "cleo", "dan"),
            "{\"success\":true,\"result\":[{\"id\":11},{\"id\":13},{\"reasons\":[{\"code\":\"1007\"}]}]}",
            "{\"success\":true,\"result\":[{\"id\":11,\"status\":\"added\"},"
                + "{\"id\":13,\"status\":\"skipped\",\"reasons\":[{\"code\":\"1004\"}]}]}");

    assertThat(talk.bodies.get(1)).isEqualTo("{\"input\":[{\"id\":11},{\"id\":13}]}");
    assertThat(talk.outcomes("ann", "josé", "cleo", "dan"))
        .containsExactly("accepted", "unmappable", "rejected", "ambiguous");
  }

  @Test
  void answerForTheCallIsOneForAllButThoseThatEndedBefore() {
    Talk talk =
        talk(
            Verb.ADD_TO_LIST,
            List.of("ann", "bob"),
            "{\"success\":true,\"result\":[{\"id\":11},{\"reasons\":[{\"code\":\"1003\"}]}]}",
            "{\"success\":false,\"errors\":[{\"code\":\"606\"}]}");

    assertThat(talk.outcomes("ann", "bob")).containsExactly("throttled", "rejected");
  }

  @Test
  void recordThatIsNotAnsweredForIsTriedAgain() {
    Talk talk =
        talk(
            Verb.UPSERT_PROFILE,
            List.of("ann", "bob"),
            "{\"success\":true,\"result\":[{\"id\":1}]}");

    assertThat(talk.outcomes("ann", "bob")).containsExactly("accepted", "destination-trouble");
  }

  @Test
  void campaignsHaveTokensOfTheirOwnAndGoAlone() {
    assertThat(MarketoBatch.takes(Verb.TRIGGER_CAMPAIGN)).isFalse();
    assertThat(MarketoBatch.takes(Verb.UPSERT_PROFILE)).isTrue();
  }

  /** What was said, and how it ended. */
  private record Talk(List<String> bodies, Step.Over over) {
    List<String> outcomes(String... names) {
      return Arrays.stream(names)
          .map(name -> over.apart().getOrDefault("dlv_" + name, over).outcome())
          .map(Outcome::code)
          .toList();
    }
  }

  private static Talk talk(Verb verb, List<String> names, String... answers) {
    List<Delivery> deliveries = names.stream().map(name -> delivery(verb, name)).toList();
    Step step = MarketoBatch.of(deliveries, MarketoSettings.of(new Settings(Map.of())), T0);
    List<String> bodies = new ArrayList<>();
    for (String body : answers) {
      Step.Ask ask = (Step.Ask) step;
      bodies.add(ask.call().message().body());
      HttpExchange reply = answer(200, body);
      step = ask.then().apply(reply);
    }
    return new Talk(bodies, (Step.Over) step);
  }

  private static Delivery delivery(Verb verb, String name) {
    return new Delivery(
        "dlv_" + name,
        "marketo",
        verb,
        verb == Verb.ADD_TO_LIST ? LIST : Map.of(),
        0,
        T0,
        null,
        TierChanges.with(
            becomesSalesReady(newLead()),
            List.of(),
            new Contact(null, name + "@example.com", null, null, null),
            List.of()),
        null);
  }
}
