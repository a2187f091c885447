package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What each event of the specifications, and each other tool's name of one, becomes. The table is
 * {@code specification/events.psv}.
 */
class SpecificationTest {

  private static final String TABLE = "/specification/events.psv";
  private static final List<String> SPECIFICATIONS =
      List.of("Segment e-commerce v2", "Segment e-mail", "Segment mobile", "Segment video");

  private static final Instant NOW = Instant.parse("2026-09-21T10:05:00Z");
  private static final Source SHOP = new Source("shop", Channel.ONLINE, Set.of());

  private final Normaliser normaliser = new Normaliser(SHOP, NOW, () -> "fresh");

  @ParameterizedTest(name = "{0} {5}")
  @CsvFileSource(
      resources = TABLE,
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '\'',
      maxCharsPerColumn = 2_000)
  void becomesItsSignal(
      String event,
      String signal,
      Channel channel,
      @Nullable BigDecimal value,
      @Nullable String currency,
      String properties)
      throws IOException {
    // Given
    Map<String, Object> sent =
        ContractJson.mapper().readValue(properties, new TypeReference<>() {});
    Map<String, Object> message =
        Map.of(
            "type", "track",
            "event", event,
            "userId", "u1",
            "anonymousId", "a1",
            "messageId", "m1",
            "timestamp", "2026-09-21T10:00:00Z",
            "properties", sent,
            "context", Map.of("traits", Map.of("email", "Ada@Example.com")));

    // When
    ShopperEvent read = accepted(message);

    // Then
    assertThat(read.signal().name()).isEqualTo(signal);
    assertThat(read.channel()).isEqualTo(channel);
    assertThat(read.value()).isEqualTo(value);
    assertThat(read.currency()).isEqualTo(currency);
    assertThat(read.properties()).isEqualTo(sent);
    assertThat(read.identities())
        .extracting(Identity::label)
        .containsExactly("user:u1", "email:ada@example.com", "anonymous:a1");
    assertThat(read.occurredAt()).isEqualTo(Instant.parse("2026-09-21T10:00:00Z"));
  }

  /** Of the page, screen, identify, group and alias calls other tests tell. */
  @Test
  void theTableHasAllEventsOfSegmentsSpecifications() throws IOException {
    Set<String> told = signalsOfTheTable();
    assertThat(SignalCatalogue.standard().entries().values())
        .filteredOn(entry -> SPECIFICATIONS.contains(entry.spec()))
        .extracting(SignalCatalogue.Entry::signal)
        .extracting(Signal::name)
        .isNotEmpty()
        .isSubsetOf(told);
  }

  private static Set<String> signalsOfTheTable() throws IOException {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SpecificationTest.class.getResourceAsStream(TABLE)),
                StandardCharsets.UTF_8))) {
      return table
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|", -1)[1].strip())
          .collect(Collectors.toSet());
    }
  }

  private ShopperEvent accepted(Map<String, Object> message) {
    return normaliser
        .normalise(message, null, Envelope.NONE, null)
        .fold(
            Verdict.Accepted::event,
            rejected -> {
              throw new AssertionError(rejected.toString());
            });
  }
}
