package dev.leadlight.scoring.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongMapTest {

  @Test
  void holdsWhatWasPutInInWhateverOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      LongMap.Builder<Integer> builder = new LongMap.Builder<>();
      LongMap<Integer> grown = LongMap.empty();
      Map<Long, Integer> expected = new TreeMap<>();
      for (int i = 0; i < round; i++) {
        long key = random.nextInt(100) - 50L;
        builder.put(key, i);
        grown = grown.with(key, i);
        expected.put(key, i);
      }
      assertThat(builder.build()).isEqualTo(expected).isEqualTo(grown);
      assertThat(builder.build().keySet()).containsExactlyElementsOf(expected.keySet());
    }
  }
}
