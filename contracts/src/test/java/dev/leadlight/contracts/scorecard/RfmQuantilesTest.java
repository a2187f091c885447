package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RfmQuantilesTest {

  private static JsonNode card(String rfm) throws IOException {
    return ContractJson.readYaml(
        "{id: c, tiers: [{name: low, from: 0}], groups: [], value: {rfm: " + rfm + "}}");
  }

  private static RfmBoundaries boundaries() throws IOException {
    return ContractJson.read(
        Files.readAllBytes(Path.of("src/test/resources/golden/rfm-boundaries/a-small-shop.json")),
        RfmBoundaries.class);
  }

  /** Days 0, 3, … 300; orders 1 for 60 %, 2 for 30 %, then 5; money 10.5, 30.5, … 2010.5. */
  @Test
  void becomeBandsByTheShopsOwnCustomers() throws IOException {
    Scorecard card =
        ScorecardReader.read(
                card(
                    "{quantiles: 5, points: {recency: [0, 1, 2, 3, 4], frequency: [0, 1, 2, 3, 4],"
                        + " monetary: [0, 1, 2, 3, 4]}}"))
            .orElseThrow()
            .with(null, boundaries());
    Rfm rfm = Objects.requireNonNull(card.rfm());
    assertThat(rfm.recencyDays())
        .isEqualTo(Map.of(59, 4.0, 119, 3.0, 179, 2.0, 239, 1.0, Integer.MAX_VALUE, 0.0));
    assertThat(rfm.frequency()).isEqualTo(Map.of(1, 0.0, 2, 2.0, 3, 4.0));
    assertThat(rfm.monetary().floorEntry(new BigDecimal("410.51")).getValue()).isEqualTo(1);
    assertThat(rfm.monetary().floorEntry(new BigDecimal("410.50")).getValue()).isEqualTo(0);
    assertThat(rfm.monetary().lastEntry().getValue()).isEqualTo(4);
    assertThat(rfm.boundaries()).isEqualTo("2026-11-02T03:00:00Z");
  }

  @Test
  void areWorthNothingBeforeTheCustomersWereCounted() throws IOException {
    Scorecard card =
        ScorecardReader.read(card("{quantiles: 2, points: {monetary: [0, 5]}}")).orElseThrow();
    Rfm rfm = Objects.requireNonNull(card.with(null, null).rfm());
    assertThat(rfm.monetary()).isEmpty();
    assertThat(rfm.boundaries()).isNull();
  }

  @Test
  void refuseWhatMakesNoSense() throws IOException {
    assertThat(
            ScorecardReader.read(
                    card(
                        "{quantiles: 3, frequency: {1: 5}, points: {recency: [1, 2], frequency: [0,"
                            + " 2, 1]}}"))
                .errors())
        .extracting(Place::pointer)
        .containsExactly(
            "/value/rfm/points/recency",
            "/value/rfm/points/frequency/2",
            "/value/rfm/points/frequency");
    assertThat(ScorecardReader.read(card("{quantiles: 3}")).errors()).isNotEmpty();
  }
}
