package dev.leadlight.routing.playbook.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Condition;
import dev.leadlight.routing.playbook.Playbook;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybookReaderTest {

  @Test
  void starterPlaybooksTellPeopleOfSalesReadyLeadsAndMachinesOfEverything() {
    assertThat(PlaybookReader.starter())
        .extracting(Playbook::id)
        .containsExactly("sales-ready", "no-longer-sales-ready", "every-tier-change");
    assertThat(PlaybookReader.starter().get(0))
        .returns(new Condition("sales-ready", null, Direction.UP), Playbook::when)
        .extracting(Playbook::actions)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(
            Action.of("slack", Verb.NOTIFY, "slack").staleAfter(Duration.ofDays(1)),
            Action.of("email", Verb.NOTIFY, "email").staleAfter(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{id: x, description: d, when: {}, actions: [{name: a, verb: pigeon, to: slack}]}]",
        "[{id: x, description: d, when: {direction: sideways}, actions: []}]",
        "[{id: x, description: d, when: {}, actions: [{name: a, verb: notify}]}]",
        "[{description: d, when: {}, actions: []}]"
      })
  void nonsenseIsRefused(String yaml) {
    assertThatThrownBy(() -> PlaybookReader.read(yaml))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
