package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.identity.NewLinks;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A lead of whom hundreds of events come at once is written once a batch, like everybody else. */
@NullUnmarked // a missing lead fails the test
class HotLeadTest {

  private static final int EVENTS_OF_THE_HOT_ONE = 450;
  private static final int OTHERS = 50;

  @Test
  void isWrittenAndLookedAtOnceABatch() {
    // Given
    Shop shop = Shop.withStarterCard();
    List<ShopperEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS_OF_THE_HOT_ONE + OTHERS; i++) {
      boolean isOther = i % 10 == 9;
      events.add(
          shop.event("Product Viewed", T0.plusMillis(i), isOther ? "user:other-" + i : "user:hot"));
    }
    Fold fold = new Fold(Scorecard.starter());
    Map<Identity, Link> links = NewLinks.of(events, Map.of(), Shop.KEYS);
    Map<LeadId, LeadState> leads = new HashMap<>();
    links
        .values()
        .forEach(link -> leads.put(link.lead(), LeadState.unseen(link.lead(), "newsletter")));
    List<BatchFold.Input> inputs = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      inputs.add(new BatchFold.Input(events.get(i), 0, i, false, T0));
    }
    // When
    BatchFold.Plan plan = BatchFold.fold(fold, Shop.KEYS, links, leads, inputs, T0.plusSeconds(1));
    // Then
    assertThat(plan.changed()).hasSize(1 + OTHERS);
    assertThat(plan.wakeUps()).hasSize(1 + OTHERS);
    assertThat(plan.told()).hasSize(events.size());
    LeadState hot =
        plan.changed().get(Shop.KEYS.leadIdOf(Identity.parse("user:hot").orElseThrow()));
    assertThat(hot).isNotNull();
    assertThat(hot.messages().size()).isEqualTo(EVENTS_OF_THE_HOT_ONE);
  }
}
