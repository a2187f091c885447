package dev.leadlight.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {
  private static final Instant T0 = Instant.parse("2026-09-01T00:00:00Z");

  private final Simulation crowd = Simulation.of(7, 1_000, T0);

  @Test
  void theSameSeedGivesTheSameMessages() {
    assertThat(texts(Simulation.of(7, 1_000, T0))).isEqualTo(texts(crowd));
    assertThat(texts(Simulation.of(8, 1_000, T0))).isNotEqualTo(texts(crowd));
  }

  @Test
  void aLargerCrowdBeginsWithTheSmallerOne() {
    assertThat(Simulation.of(7, 20, T0).shoppers()).isEqualTo(crowd.shoppers().subList(0, 20));
  }

  @Test
  void everyPersonaIsInTheCrowd() {
    Set<Persona> seen = crowd.truths().map(Truth::persona).collect(Collectors.toSet());

    assertThat(seen).isEqualTo(EnumSet.allOf(Persona.class));
  }

  @Test
  void everythingHappensInOrderAndInTime() {
    assertThat(crowd.messages()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(crowd.messages())
        .allSatisfy(message -> assertThat(message.at()).isBetween(crowd.start(), crowd.end()));
  }

  @Test
  void noMessageIdIsUsedTwice() {
    assertThat(crowd.messages())
        .extracting(message -> message.body().get("messageId"))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "WINDOW_SHOPPER, 5, newsletter",
    "REPEAT_BROWSER, 50, nurture",
    "LOYAL_CUSTOMER, 40, newsletter",
    "IN_STORE_REGULAR, 74, nurture",
    "SPAM_REPORTER, 0, newsletter"
  })
  void scoresThatDoNotFadeSoonAreKnownToThePoint(Persona persona, double score, String tier) {
    Truth truth = one(persona).truth();

    assertThat(truth.score(crowd.end())).isEqualTo(score);
    assertThat(truth.tier(crowd.end())).isEqualTo(tier);
  }

  @Test
  void anAbandonedCartIsHotAtOnceAndFadesToHalfInAFortnight() {
    // Given
    Shopper shopper = one(Persona.CART_ABANDONER);
    Instant done = shopper.messages().get(shopper.messages().size() - 1).at();

    // When
    double atOnce = shopper.truth().score(done);
    double later = shopper.truth().score(done.plus(Duration.ofDays(14)));

    // Then
    assertThat(atOnce).isCloseTo(120, within(0.1));
    assertThat(later).isCloseTo(10 + 60, within(0.1)); // the cart left alone adds ten
    assertThat(shopper.truth().tier(done)).isEqualTo("sales-ready");
    assertThat(shopper.truth().tier(done.plus(Duration.ofDays(14)))).isEqualTo("nurture");
  }

  private Shopper one(Persona persona) {
    return crowd.shoppers().stream()
        .filter(shopper -> shopper.truth().persona() == persona)
        .findFirst()
        .orElseThrow();
  }

  private static String texts(Simulation simulation) {
    return simulation.messages().stream()
        .map(TimedMessage::body)
        .map(JsonNode::toString)
        .collect(Collectors.joining("\n"));
  }
}
