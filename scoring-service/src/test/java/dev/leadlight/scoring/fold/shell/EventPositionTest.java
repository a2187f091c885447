package dev.leadlight.scoring.fold.shell;

import static dev.leadlight.scoring.LiveShop.awaitScore;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.LiveShop;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis has lost is read again, and nothing else is lost by that. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class EventPositionTest {

  private static final String WISH = "Product Added to Wishlist";

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  private LiveShop live;

  @BeforeEach
  void connect() {
    live = new LiveShop(infrastructure);
  }

  @AfterEach
  void disconnect() {
    live.close();
  }

  @Test
  void whatComesTogetherWithAPartitionThatIsReadAgainIsFolded() {
    for (int partition = 0; partition < Topics.EVENTS.partitions(); partition++) {
      // Given
      List<String> people = people(partition);
      live.publish(wishes(people, T0));
      people.forEach(who -> awaitScore(who, T0, 10));
      // When
      redis.key().del("ll:w:" + partition);
      live.publish(wishes(people, after("PT1S")));
      // Then
      people.forEach(who -> awaitScore(who, after("PT1S"), 20));
    }
  }

  private ShopperEvent[] wishes(List<String> people, Instant when) {
    return people.stream()
        .map(who -> live.event(WISH, when, Map.of(), who))
        .toArray(ShopperEvent[]::new);
  }

  /** So many that some are in each partition. */
  private List<String> people(int round) {
    return IntStream.range(0, 40).mapToObj(i -> "user:" + live.user + round + "-" + i).toList();
  }
}
