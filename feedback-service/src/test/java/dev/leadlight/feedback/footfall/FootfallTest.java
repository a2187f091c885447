package dev.leadlight.feedback.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FootfallTest {

  private static final Instant TOLD = Instant.parse("2026-09-21T13:33:22Z");
  private static final Map<String, Object> INTERVAL =
      Map.of("store_id", "S-1", "sensor_id", "door-1", "from", "2026-09-21T13:15:00Z", "in", 17);

  @Test
  void isWhatASensorCountedInAnInterval() {
    assertThat(read(INTERVAL).footfall())
        .isEqualTo(
            new Footfall("S-1", "", "door-1", Instant.parse("2026-09-21T13:15:00Z"), 17, TOLD));
  }

  @ParameterizedTest
  @CsvSource({"entrance, ''", "Entrance, ''", "lighting, lighting", "' ', ''"})
  void countsForTheStoreAtItsEntrancesOnly(String sent, String zone) {
    assertThat(read(with("zone", sent)).footfall()).extracting(Footfall::zone).isEqualTo(zone);
  }

  @Test
  void isOfTheSourceWhereNoStoreIsNamed() {
    assertThat(read(with("store_id", null)).footfall())
        .extracting(Footfall::store)
        .isEqualTo("store-berlin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "17", "100000"})
  void mayBeSentAsText(String in) {
    assertThat(read(with("in", in)).footfall())
        .extracting(Footfall::visitors)
        .isEqualTo(Integer.valueOf(in));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100001", "4294967295", "1.5", "1e3", "many", " "})
  void isNoneThatCantBeANumberOfPeople(String in) {
    Footfall.Reading reading = read(with("in", in));

    assertThat(reading.footfall()).isNull();
    assertThat(reading.fault()).contains("whole number");
    assertThat(read(with("in", new BigDecimal("-3"))).fault()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"sensor_id, ", "from, ", "from, a quarter past"})
  void needsSensorAndBeginning(String property, @Nullable String value) {
    assertThat(read(with(property, value)).fault()).contains(property);
  }

  @Test
  void isNotHowManyPhonesAreThere() {
    Map<String, Object> level = with("in", null);
    level.put("devices", 40);

    assertThat(read(level)).isEqualTo(new Footfall.Reading(null, null));
  }

  private static Map<String, Object> with(String property, @Nullable Object value) {
    Map<String, Object> changed = new HashMap<>(INTERVAL);
    if (value == null) {
      changed.remove(property);
    } else {
      changed.put(property, value);
    }
    return changed;
  }

  private static Footfall.Reading read(Map<String, Object> properties) {
    return Footfall.read(
        new ShopperEvent(
            "f-1",
            Signal.FOOTFALL,
            List.of(),
            Channel.IN_STORE,
            "store-berlin",
            TOLD,
            TOLD,
            null,
            properties,
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            null));
  }
}
