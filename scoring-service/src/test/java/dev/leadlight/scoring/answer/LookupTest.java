package dev.leadlight.scoring.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.scoring.Shop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // null stands for nothing said
class LookupTest {

  private static Lookup.Reading read(String at, String... leads) {
    return Lookup.read(new Lookup.Body(new ArrayList<>(Arrays.asList(leads)), at));
  }

  private static List<String> pointers(Lookup.Reading reading) {
    assertThat(reading.lookup()).isNull();
    return reading.places().stream().map(Place::pointer).toList();
  }

  @Test
  void namesLeadsByIdentityAndById() {
    Lookup lookup =
        Objects.requireNonNull(
            read("2026-03-02T10:00:00Z", "email:Ann@Example.com", "lead:" + "a".repeat(22))
                .lookup());
    assertThat(lookup.names()).hasSize(2);
    assertThat(lookup.at()).isEqualTo(Shop.T0);
  }

  @Test
  void pointsAtEveryWrongEntryWithoutRepeatingIt() {
    Lookup.Reading reading = read("soon", "user:u1", "ann@example.com", null, "lead:x");
    assertThat(pointers(reading)).containsExactly("/leads/1", "/leads/2", "/leads/3", "/at");
    assertThat(reading.places()).noneMatch(place -> place.message().contains("ann@"));
  }

  @Test
  void takesOneToAHundred() {
    assertThat(pointers(Lookup.read(null))).containsExactly("/leads");
    assertThat(pointers(Lookup.read(new Lookup.Body(null, null)))).containsExactly("/leads");
    assertThat(pointers(read(null))).containsExactly("/leads");
    List<String> many = Collections.nCopies(101, "user:u1");
    assertThat(pointers(Lookup.read(new Lookup.Body(new ArrayList<>(many), null))))
        .containsExactly("/leads");
    assertThat(Lookup.read(new Lookup.Body(new ArrayList<>(many.subList(1, 101)), null)).places())
        .isEmpty();
  }
}
