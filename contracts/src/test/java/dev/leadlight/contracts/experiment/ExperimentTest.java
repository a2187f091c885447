package dev.leadlight.contracts.experiment;

import static dev.leadlight.contracts.experiment.Experiment.CHAMPION;
import static dev.leadlight.contracts.experiment.Experiment.HOLD_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {

  private static final int LEADS = 100_000;

  private static final List<LeadId> EVERYBODY =
      IntStream.range(0, LEADS).mapToObj(i -> new LeadId("lead-%017d".formatted(i))).toList();

  private static Experiment experiment(String id, double holdOut, double... shares) {
    List<Experiment.Challenger> challengers = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      challengers.add(
          new Experiment.Challenger(
              "c" + (i + 1), shares[i], JsonNodeFactory.instance.objectNode()));
    }
    return new Experiment(
        id,
        new ScorecardRef("card", "1"),
        challengers,
        holdOut,
        "salt",
        Instant.parse("2026-03-02T10:00:00Z"),
        null,
        null);
  }

  private static double share(Experiment experiment, String arm) {
    return EVERYBODY.stream().filter(lead -> experiment.armOf(lead).equals(arm)).count()
        / (double) LEADS;
  }

  /** Five standard deviations of a binomial share of 100,000 are at most 0.8 points of 100. */
  @Test
  void armsGetTheirShares() {
    Experiment experiment = experiment("e", 0.1, 0.3, 0.2);
    assertThat(share(experiment, HOLD_OUT)).isCloseTo(0.1, within(0.008));
    assertThat(share(experiment, "c1")).isCloseTo(0.3, within(0.008));
    assertThat(share(experiment, "c2")).isCloseTo(0.2, within(0.008));
    assertThat(share(experiment, CHAMPION)).isCloseTo(0.4, within(0.008));
  }

  @Test
  void twoExperimentsAreDrawnIndependently() {
    Experiment one = experiment("one", 0, 0.5);
    Experiment two = experiment("two", 0, 0.5);
    long both =
        EVERYBODY.stream()
            .filter(lead -> one.armOf(lead).equals("c1") && two.armOf(lead).equals("c1"))
            .count();
    assertThat(both / (double) LEADS).isCloseTo(0.25, within(0.008));
  }

  @Test
  void extendingTheLastChallengerTheHoldOutOrTheListTakesFromTheChampionAlone() {
    Experiment before = experiment("e", 0.05, 0.2, 0.1);
    List<Experiment> after =
        List.of(
            experiment("e", 0.05, 0.2, 0.3),
            experiment("e", 0.15, 0.2, 0.1),
            experiment("e", 0.05, 0.2, 0.1, 0.25));
    for (Experiment extended : after) {
      assertThat(EVERYBODY)
          .allMatch(
              lead ->
                  before.armOf(lead).equals(CHAMPION)
                      || before.armOf(lead).equals(extended.armOf(lead)));
    }
  }

  private static ObjectNode golden() throws IOException {
    return (ObjectNode)
        ContractJson.mapper()
            .readTree(
                Files.readAllBytes(
                    Path.of("src/test/resources/golden/experiment/carts-cheaper.json")));
  }

  @Test
  void errorsNameTheirPlaceAlsoInsideACard() throws IOException {
    ObjectNode broken = golden().put("holdOut", 0.8).put("endedAt", "2026-08-01T00:00:00Z");
    ((ObjectNode) broken.at("/challengers/0")).put("arm", "champion");
    ((ObjectNode) broken.at("/challengers/0/scorecard/tiers/0")).put("from", 5);
    assertThat(ExperimentReader.read(golden()).errors()).isEmpty();
    assertThat(ExperimentReader.read(broken).errors())
        .extracting(Place::pointer)
        .containsExactly(
            "/challengers/0/arm",
            "/challengers/0/scorecard/tiers/0/from",
            "/challengers",
            "/endedAt");
  }

  /** Nor is it refused for what adding up binary fractions leaves over. */
  @Test
  void mayLeaveNothingToTheChampion() throws IOException {
    ObjectNode golden = golden();
    for (int holdOut = 0; holdOut < 100; holdOut++) {
      for (int first = 1; first < 100 - holdOut; first++) {
        ObjectNode all = golden.deepCopy().put("holdOut", holdOut / 100.0);
        ArrayNode challengers = all.withArray("challengers").removeAll();
        challengers.add(share("one", first));
        challengers.add(share("two", 100 - holdOut - first));
        ObjectNode tooMuch = all.deepCopy().put("holdOut", holdOut / 100.0 + 0.001);
        assertThat(pointers(all)).as("%d %d", holdOut, first).doesNotContain("/challengers");
        assertThat(pointers(tooMuch)).as("%d %d", holdOut, first).contains("/challengers");
      }
    }
  }

  private static List<String> pointers(ObjectNode experiment) {
    return ExperimentReader.read(experiment).errors().stream().map(Place::pointer).toList();
  }

  /** Without a card, which makes an error of its own. */
  private static ObjectNode share(String arm, int hundredths) {
    ObjectNode challenger = ContractJson.mapper().createObjectNode();
    challenger.put("arm", arm).put("share", hundredths / 100.0).putObject("scorecard");
    return challenger;
  }
}
