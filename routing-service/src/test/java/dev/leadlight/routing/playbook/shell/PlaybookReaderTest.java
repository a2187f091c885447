package dev.leadlight.routing.playbook.shell;

import static dev.leadlight.routing.playbook.PlaybookFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Playbook;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookReaderTest {

  @Test
  void starterPlaybooksAreWithoutMistakesAndUseEveryVerbAboutLeadsAndLists() {
    List<Playbook> starters =
        StarterPlaybooks.documents().stream()
            .map(document -> Objects.requireNonNull(PlaybookReader.read(document).value()))
            .toList();

    assertThat(starters)
        .extracting(Playbook::id)
        .containsExactly(
            "sales-ready", "no-longer-sales-ready", "nurture", "newsletter", "every-tier-change");
    assertThat(starters).allMatch(Playbook::enabled);
    assertThat(starters.get(0).actions())
        .extracting(Action::verb)
        .startsWith(Verb.ASSIGN)
        .contains(Verb.UPSERT_CONTACT, Verb.CREATE_TASK, Verb.NOTIFY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {when: {}, actions: []}                                                            | ''
          {id: No, when: {}, actions: []}                                                    | /id
          {id: p, when: {direction: sideways}, actions: []}                                  | /when/direction
          {id: p, when: {mood: good}, actions: []}                                           | /when
          {id: p, when: {consent: {marketing: perhaps}}, actions: []}                        | /when/consent/marketing
          {id: p, when: {value: {atLeast: 5, of: spent}}, actions: []}                       | /when/value
          {id: p, when: {hours: {from: '25:00', to: '08:00', zone: UTC}}, actions: []}       | /when/hours/from
          {id: p, when: {hours: {from: '08:00', zone: UTC}}, actions: []}                    | /when/hours
          {id: p, when: {hours: {zone: Mars/Olympus}}, actions: []}                          | /when/hours/zone
          {id: p, when: {}, actions: [{name: a, verb: pigeon, to: x}]}                       | /actions/0/verb
          {id: p, when: {}, actions: [{name: a, verb: notify}]}                              | /actions/0/to
          {id: p, when: {}, actions: [{name: a, verb: assign, to: x}]}                       | /actions/0/to
          {id: p, when: {}, actions: [{name: a, verb: assign, cooldown: PT1H}]}              | /actions/0/cooldown
          {id: p, when: {}, actions: [{name: a, verb: add-to-list, to: x}]}                  | /actions/0/with/list
          {id: p, when: {}, actions: [{name: a, verb: notify, to: x, with: {digest: at-noon}}]} | /actions/0/with/digest
          {id: p, when: {}, actions: [{name: a, verb: send-email, to: x, with: {language: klingon}}]} | /actions/0/with/language
          {id: p, when: {}, actions: [{name: a, verb: trigger-campaign, to: x}]}             | /actions/0/with/campaign
          {id: p, when: {}, actions: [{name: a, verb: notify, to: x, delay: soon}]}          | /actions/0/delay
          {id: p, when: {}, actions: [{name: a, verb: notify, to: x, staleAfter: PT0S}]}     | /actions/0/staleAfter
          {id: p, when: {}, actions: [{name: a, verb: notify, to: x, cooldown: P61D}]}       | /actions/0/cooldown
          {id: p, when: {}, actions: [{name: a, verb: notify, to: x, quietHours: {from: '22:00', to: '07:00'}}]} | /actions/0/quietHours
          {id: p, when: {}, actions: [{name: a, verb: notify, to: x, quietHours: {from: '22:00', to: '22:00', otherwise: drop}}]} | /actions/0/quietHours/to
          {id: p, when: {}, actions: [{name: a, verb: notify, to: x}, {name: a, verb: notify, to: y}]} | /actions/1/name
          """)
  void mistakesAreNamedByTheirPlace(String yaml, String pointer) {
    assertThat(read(yaml).errors()).extracting(Place::pointer).contains(pointer);
    assertThat(read(yaml).value()).isNull();
  }

  @Test
  void verbsOfTheSchemaAreThoseThereAre() {
    assertThat(Arrays.stream(Verb.values()).map(Verb::label))
        .allSatisfy(
            verb ->
                assertThat(
                        read("{id: p, when: {}, actions: [{name: a, verb: " + verb + "}]}")
                            .errors())
                    .extracting(Place::pointer)
                    .doesNotContain("/actions/0/verb"));
  }
}
