package dev.leadlight.routing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which deliveries a later change of the lead makes pointless. */
class VerbTest {

  private static final Map<String, String> HOT = Map.of(Verb.LIST, "hot");
  private static final Map<String, String> COLD = Map.of(Verb.LIST, "cold");

  @Test
  void givingATaskAndClosingItAreAboutTheSame() {
    assertThat(Verb.CREATE_TASK.subject("hubspot", Map.of()))
        .isNotNull()
        .isEqualTo(Verb.CLOSE_TASK.subject("hubspot", Map.of()));
  }

  @Test
  void soArePuttingOnAListAndTakingOffIt() {
    assertThat(Verb.ADD_TO_LIST.subject("klaviyo", HOT))
        .isNotNull()
        .isEqualTo(Verb.REMOVE_FROM_LIST.subject("klaviyo", HOT))
        .isNotEqualTo(Verb.ADD_TO_LIST.subject("klaviyo", COLD));
  }

  @ParameterizedTest
  @CsvSource({
    "NOTIFY, webhook",
    "NOTIFY, zapier",
    "TRACK_EVENT, klaviyo",
    "TRIGGER_CAMPAIGN, marketo",
    "ASSIGN, ''"
  })
  void factsAreToldInAnyCase(Verb verb, String destinationType) {
    assertThat(verb.subject(destinationType, Map.of())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"NOTIFY, slack", "NOTIFY, email", "UPSERT_CONTACT, hubspot", "SEND_EMAIL, email"})
  void newsIsNot(Verb verb, String destinationType) {
    assertThat(verb.subject(destinationType, Map.of())).isNotNull();
  }
}
