package dev.leadlight.routing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void whatIsAlikeGoesTogetherAndTheRestAlone() {
    List<Batch<String>> batches = of(3, "a1", "-", "b1", "a2", "-", "a3", "a4");

    assertThat(batches)
        .extracting(Batch::members)
        .containsExactlyInAnyOrder(
            List.of("-"), List.of("-"), List.of("a1", "a2", "a3"), List.of("a4"), List.of("b1"));
  }

  @Test
  void onlyBatchesThatAreNotFullHaveRoom() {
    assertThat(of(2, "a1", "a2", "a3", "-"))
        .extracting(Batch::hasRoom)
        .containsExactlyInAnyOrder(false, true, false);
    assertThat(of(2, "a1").get(0).with(List.of("a2")).hasRoom()).isFalse();
  }

  /** Those that begin with a hyphen go alone, the others with those of the same letter. */
  private static List<Batch<String>> of(int size, String... all) {
    return Batch.of(
        List.of(all),
        each -> each.substring(0, 1).toLowerCase(Locale.ROOT),
        each -> each.startsWith("-") ? 1 : size);
  }
}
