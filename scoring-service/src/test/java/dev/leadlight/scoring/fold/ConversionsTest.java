package dev.leadlight.scoring.fold;

import static dev.leadlight.scoring.Shop.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.scoring.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each order is told to whoever works out key figures, in whatever order a file has them. */
class ConversionsTest {

  private static final int ORDERS = 40;

  private final Shop shop = Shop.withStarterCard().at(T0);

  enum Sorting {
    OLDEST_FIRST,
    NEWEST_FIRST,
    BY_CHANCE;

    void sort(List<ShopperEvent> history) {
      switch (this) {
        case OLDEST_FIRST -> {}
        case NEWEST_FIRST -> Collections.reverse(history);
        case BY_CHANCE -> Collections.shuffle(history, new Random(5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderOfAHistoryIsTold(Sorting sorting) {
    List<ShopperEvent> history = history(sorting);

    history.forEach(shop::send);

    assertThat(told()).containsExactlyInAnyOrderElementsOf(orderIds());
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderIsToldAgainWithItsEvent(Sorting sorting) {
    List<ShopperEvent> history = history(sorting);
    history.forEach(shop::send);
    shop.effects.clear();

    history.forEach(shop::send);

    assertThat(told()).containsExactlyInAnyOrderElementsOf(orderIds());
  }

  @ParameterizedTest
  @EnumSource
  void anotherTellingOfAnOrderTellsNothing(Sorting sorting) {
    history(sorting).forEach(shop::send);
    shop.effects.clear();

    orderIds().forEach(id -> shop.send(order(id, number(id), 60)));

    assertThat(told()).isEmpty();
  }

  private List<ShopperEvent> history(Sorting sorting) {
    List<ShopperEvent> history = new ArrayList<>();
    orderIds().forEach(id -> history.add(order(id, number(id), 0)));
    sorting.sort(history);
    return history;
  }

  private ShopperEvent order(String id, int number, int secondsLater) {
    return shop.event(
        "Order Completed",
        T0.minus(Duration.ofDays(40L * (ORDERS - number))).plusSeconds(secondsLater),
        Map.of("order_id", id, "total", "10.00"),
        "user:u1");
  }

  private static List<String> orderIds() {
    return IntStream.range(0, ORDERS).mapToObj(number -> "o" + number).toList();
  }

  private static int number(String orderId) {
    return Integer.parseInt(orderId.substring(1));
  }

  private List<String> told() {
    return shop.effects.stream()
        .filter(Effect.Converted.class::isInstance)
        .map(effect -> ((Effect.Converted) effect).conversion())
        .map(Conversion::orderId)
        .toList();
  }
}
