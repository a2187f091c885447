package dev.leadlight.local.stack;

import static dev.leadlight.contracts.experiment.Experiment.CHAMPION;
import static dev.leadlight.local.stack.Eventually.eventually;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.simulator.Persona;
import dev.leadlight.local.simulator.Simulation;
import dev.leadlight.local.simulator.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Experiments over shoppers who buy as they are told to: under the dear card more often than under
 * the champion, or exactly as often.
 */
abstract class ExperimentStory {
  private static final String DEAR = "dear";
  private static final int WAVE = 90;

  /** A doubling of one buyer in four takes 107 leads, by {@code Power} of feedback-service. */
  private static final int LEAST_OF_AN_ARM = 130;

  private final Shoppers shoppers;
  private final Api api;

  /** Who was drawn into which arm. */
  private record Arms(List<Truth> champions, List<Truth> challengers) {

    boolean areEnough() {
      return Math.min(champions.size(), challengers.size()) >= LEAST_OF_AN_ARM;
    }
  }

  ExperimentStory(Shoppers shoppers) {
    this.shoppers = shoppers;
    this.api = shoppers.api();
  }

  @AfterEach
  void end() throws Exception {
    for (JsonNode experiment : api.read("/v1/experiments").path("experiments")) {
      api.send("POST", path(experiment.path("id").asText()) + "/end", "").good();
    }
  }

  @Test
  void aPlantedEffectIsFound() throws Exception {
    Experiment experiment = started("cheap-or-dear", 499);
    Arms arms = visited(experiment, 500);

    buy(arms.champions(), 8);
    buy(arms.challengers(), 32);

    JsonNode report = report(experiment, Map.of(CHAMPION, 8, DEAR, 32));
    assertThat(report.at("/verdict/kind").asText()).isEqualTo("CHALLENGER_BETTER");
    assertThat(report.at("/verdict/arm").asText()).isEqualTo(DEAR);
  }

  @Test
  void whereThereIsNoEffectNoneIsFound() throws Exception {
    Experiment experiment = started("much-ado", 599);
    Arms arms = visited(experiment, 600);
    int champions = arms.champions().size() / 4;
    int challengers = arms.challengers().size() / 4;

    buy(arms.champions(), champions);
    buy(arms.challengers(), challengers);

    JsonNode report = report(experiment, Map.of(CHAMPION, champions, DEAR, challengers));
    assertThat(report.at("/verdict/kind").asText()).isEqualTo("NO_DIFFERENCE");
  }

  /**
   * In force where events are folded: somebody who was there before is told an arm, and was told
   * none in between, so it is not that of an experiment before.
   */
  private Experiment started(String id, long bystander) throws Exception {
    Simulation before = Simulation.of(bystander, 1, Instant.now().minus(Simulation.LENGTH));
    shoppers.play(before);
    List<String> name = names(before.truths().toList());
    eventually(
        () ->
            api.leads(name, before.end()).values().stream()
                .noneMatch(lead -> lead.path("arm").isTextual()));
    ObjectNode card = DearCarts.card(api.read("/v1/scorecards/retail-starter"));
    ObjectNode request = ContractJson.mapper().createObjectNode();
    ObjectNode challenger = request.putArray("challengers").addObject();
    challenger.put("arm", DEAR).put("share", 0.5).set("scorecard", card.put("id", DEAR));
    JsonNode started = api.send("PUT", path(id), request.toString()).good();
    eventually(
        () ->
            api.leads(name, before.end()).values().stream()
                .allMatch(lead -> lead.path("arm").isTextual()));
    return ContractJson.mapper().treeToValue(started, Experiment.class);
  }

  /**
   * Shoppers by the arm they were drawn into, each scored by its card and counted. They come in
   * waves until both arms have enough.
   */
  private Arms visited(Experiment experiment, long seed) throws Exception {
    List<Truth> all = new ArrayList<>();
    Map<String, String> scored = new HashMap<>();
    for (long wave = seed; !drawn(all).areEnough(); wave++) {
      Simulation crowd = Simulation.of(wave, WAVE, Instant.now().minus(Simulation.LENGTH));
      shoppers.send(crowd.messages());
      List<Truth> open = new ArrayList<>(crowd.truths().toList());
      all.addAll(open);
      eventually(
          () -> {
            Map<String, JsonNode> leads = api.leads(names(open), crowd.end());
            open.removeIf(
                truth -> {
                  JsonNode lead = leads.getOrDefault(truth.identity(), MissingNode.getInstance());
                  boolean isScored = isScoredByItsArm(lead, experiment, truth, crowd.end());
                  if (isScored) {
                    scored.put(truth.identity(), lead.path("leadId").asText());
                  }
                  return isScored;
                });
            return open.isEmpty();
          });
      assertThat(open).as("shoppers who are not scored as their arm says").isEmpty();
    }
    eventually(() -> areCounted(counts(experiment, "leads"), drawn(all), united(scored)));
    Arms arms = drawn(all);
    Map<String, Integer> counts = counts(experiment, "leads");
    assertThat(areCounted(counts, arms, united(scored)))
        .as("counted %s, drawn %d into %s", counts, arms.challengers().size(), DEAR)
        .isTrue();
    return arms;
  }

  private static boolean areCounted(Map<String, Integer> counts, Arms arms, int united) {
    int champions = counts.getOrDefault(CHAMPION, 0);
    int challengers = counts.getOrDefault(DEAR, 0);
    return champions + challengers == arms.champions().size() + arms.challengers().size()
        && Math.abs(challengers - arms.challengers().size()) <= united;
  }

  /**
   * Who has become part of another lead since the score was right. That one's next snapshot tells
   * of it, which may be an hour away; until then somebody is counted where the first lead was.
   */
  private int united(Map<String, String> leadIds) throws Exception {
    Map<String, JsonNode> now = api.leads(List.copyOf(leadIds.keySet()), Instant.now());
    return (int)
        leadIds.entrySet().stream()
            .filter(
                each ->
                    !now.getOrDefault(each.getKey(), MissingNode.getInstance())
                        .path("leadId")
                        .asText()
                        .equals(each.getValue()))
            .count();
  }

  /**
   * Asked anew each time: a name that comes with no points may unite two leads after the score is
   * right, and the arm is then that of the lead that stays.
   */
  private Arms drawn(List<Truth> all) throws Exception {
    Map<String, JsonNode> leads = api.leads(names(all), Instant.now());
    Map<Boolean, List<Truth>> byArm =
        all.stream()
            .collect(
                partitioningBy(
                    truth ->
                        leads
                            .getOrDefault(truth.identity(), MissingNode.getInstance())
                            .path("arm")
                            .asText()
                            .equals(DEAR)));
    return new Arms(byArm.getOrDefault(false, List.of()), byArm.getOrDefault(true, List.of()));
  }

  /** The arm follows from the lead's id, as the experiment's contract says. */
  private static boolean isScoredByItsArm(
      JsonNode lead, Experiment experiment, Truth truth, Instant at) {
    String arm = lead.path("arm").asText();
    double due = arm.equals(DEAR) ? DearCarts.score(truth, at) : truth.score(at);
    return lead.has("leadId")
        && arm.equals(experiment.armOf(new LeadId(lead.path("leadId").asText())))
        && Shoppers.isNear(lead.path("score").asDouble(), due);
  }

  /** Nobody who is hot: a message to sales about them may be overtaken by their order. */
  private void buy(List<Truth> arm, int buyers) throws Exception {
    List<Truth> cool =
        arm.stream().filter(truth -> truth.persona() != Persona.CART_ABANDONER).toList();
    shoppers.order(names(cool.subList(0, buyers)), "50.00");
  }

  /** Once everybody is counted who was told to buy. */
  private JsonNode report(Experiment experiment, Map<String, Integer> buyers) throws Exception {
    eventually(() -> counts(experiment, "convertedLeads").equals(buyers));
    assertThat(counts(experiment, "convertedLeads")).isEqualTo(buyers);
    return report(experiment);
  }

  private Map<String, Integer> counts(Experiment experiment, String figure) throws Exception {
    return StreamSupport.stream(report(experiment).path("arms").spliterator(), false)
        .collect(toMap(arm -> arm.path("arm").asText(), arm -> arm.path(figure).asInt()));
  }

  /** It is to find twice as many buyers. */
  private JsonNode report(Experiment experiment) throws Exception {
    return api.read(path(experiment.id()) + "/report?hopedFor=1");
  }

  private static List<String> names(List<Truth> truths) {
    return truths.stream().map(Truth::identity).toList();
  }

  private static String path(String id) {
    return "/v1/experiments/" + id;
  }
}
