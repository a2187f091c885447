package dev.leadlight.scoring.scorecard;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.score.Pricing;
import dev.leadlight.scoring.score.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cards by which leads are scored at present: the champion, the challengers of the running
 * experiment, and a draft that is only held against them. Made once and then asked for every lead.
 */
public final class InForce {

  private final Terms champion;
  private final @Nullable Experiment experiment;
  private final Map<String, Terms> arms = new HashMap<>();
  private final @Nullable Pricing draft;
  private final UnaryOperator<Scorecard> completion;

  /**
   * What is in force.
   *
   * @param challengers cards of the experiment's challengers, by arm
   * @param draft the card in the shadow
   * @param completion gives a card the model it names, and the boundaries it asks for
   */
  public InForce(
      Scorecard champion,
      @Nullable Experiment experiment,
      Map<String, Scorecard> challengers,
      @Nullable Scorecard draft,
      UnaryOperator<Scorecard> completion) {
    Pricing pricing = Pricing.of(champion);
    this.champion = new Terms(pricing, null);
    this.experiment = experiment;
    arms.put(Experiment.CHAMPION, new Terms(pricing, Experiment.CHAMPION));
    arms.put(Experiment.HOLD_OUT, new Terms(pricing, Experiment.HOLD_OUT));
    challengers.forEach((arm, card) -> arms.put(arm, new Terms(Pricing.of(card), arm)));
    this.draft = draft == null ? null : Pricing.of(draft);
    this.completion = completion;
  }

  /** One card for everybody. */
  public static InForce of(Scorecard card) {
    return new InForce(card, null, Map.of(), null, UnaryOperator.identity());
  }

  /** The card in force outside experiments. */
  public Scorecard champion() {
    return champion.card();
  }

  /** A lead's card and arm. When leads become one, the survivor's id decides. */
  public Terms termsOf(LeadId lead) {
    return experiment == null
        ? champion
        : Objects.requireNonNull(arms.get(experiment.armOf(lead)), "an arm without a card");
  }

  /** A card that is not in force, with the model and the boundaries it would have. */
  public Scorecard complete(Scorecard card) {
    return completion.apply(card);
  }

  /** The card in the shadow. */
  public Optional<Pricing> draft() {
    return Optional.ofNullable(draft);
  }

  /** All cards that some lead may be scored by. */
  public List<Scorecard> live() {
    List<Scorecard> cards = new ArrayList<>(List.of(champion()));
    arms.values().forEach(terms -> cards.add(terms.card()));
    return cards;
  }

  /** All cards that evidence has to be gathered for. */
  public List<Scorecard> watched() {
    List<Scorecard> cards = live();
    draft().ifPresent(pricing -> cards.add(pricing.card()));
    return cards;
  }
}
