package dev.leadlight.scoring.fold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.scoring.lead.shell.LeadStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch of events costs Redis: a few round trips, however many leads it is about. */
class BatchRoundTripsTest extends ReplicasByHand {

  /** So the cost of an event falls as load rises. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 80})
  void aBatchTakesAFewRoundTripsHoweverManyLeadsItIsAbout(int people) {
    begin(List.of());
    List<ShopperEvent> first = new ArrayList<>();
    List<ShopperEvent> then = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      first.add(e("PT0S", "user:u" + i, "anonymous:a" + i));
      then.add(e("PT1M", "user:u" + i, "anonymous:a" + i));
      then.add(e("PT2M", "anonymous:a" + i));
    }
    SteppedRedis unknown = SteppedRedis.counting(redis);
    take(LeadStores.on(unknown), reads(first)).await().atMost(PATIENCE);
    assertThat(unknown.roundTrips()).as("with links to claim").isLessThanOrEqualTo(5);
    SteppedRedis known = SteppedRedis.counting(redis);
    take(LeadStores.on(known), reads(then)).await().atMost(PATIENCE);
    assertThat(known.roundTrips()).as("links, states, writing, notes").isEqualTo(4);
    int parts = 16;
    assertThat(known.commands()).isLessThanOrEqualTo(3 + Math.min(people, parts) * 2);
  }
}
