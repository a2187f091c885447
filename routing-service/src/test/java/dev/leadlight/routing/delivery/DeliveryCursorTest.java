package dev.leadlight.routing.delivery;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryCursorTest {

  @Test
  void readsWhatItWrote() {
    DeliveryCursor cursor = new DeliveryCursor(T0.plusNanos(123_000), "dlv_x");

    assertThat(DeliveryCursor.parse(cursor.text())).contains(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!!", "bm90IGEgZGF0ZSBpZA", "%00"})
  void anythingElseIsNoCursor(String text) {
    assertThat(DeliveryCursor.parse(text)).isEmpty();
  }
}
