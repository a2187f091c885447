package dev.leadlight.scoring.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ByteTableTest {

  private final ByteTable table = new ByteTable();
  private final Map<String, byte[]> expected = new HashMap<>();
  private final Random random = new Random(17);

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private void put(String name, int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    table.put(key(name), value);
    expected.put(name, value);
  }

  private void assertAsExpected() {
    Set<String> names = new HashSet<>();
    table.forEachKey(key -> names.add(new String(key, StandardCharsets.UTF_8)));
    assertThat(names).isEqualTo(expected.keySet());
    assertThat(table.size()).isEqualTo(expected.size());
    expected.forEach((name, value) -> assertThat(table.get(key(name))).isEqualTo(value));
  }

  @Test
  void knowsWhatAMapKnowsWhateverIsDoneToIt() {
    for (int i = 0; i < 60_000; i++) {
      String name = "lead-" + random.nextInt(4_000);
      if (random.nextInt(5) == 0) {
        table.remove(key(name));
        expected.remove(name);
      } else {
        put(name, random.nextInt(1_500));
      }
    }
    assertAsExpected();
    assertThat(table.get(key("nobody"))).isNull();
  }

  @Test
  void valuesThatGrowLeaveLittleWasteBehind() {
    long alive = 0;
    for (int length = 40; length <= 1_200; length += 40) {
      for (int lead = 0; lead < 3_000; lead++) {
        put("lead-" + lead, length);
      }
      alive = 3_000L * (length + 40);
    }
    assertAsExpected();
    assertThat(table.bytes()).isLessThan(alive * 3 / 2 + (2 << 20));
  }

  @Test
  void refusesWhatIsLargerThanAnArray() {
    assertThatThrownBy(() -> put("huge", 2 << 20)).isInstanceOf(IllegalArgumentException.class);
    put("large", 900_000);
    assertAsExpected();
  }
}
