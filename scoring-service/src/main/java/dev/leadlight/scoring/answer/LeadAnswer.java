package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Ledger;
import dev.leadlight.scoring.score.Missing;
import dev.leadlight.scoring.score.Score;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.score.Tiering;
import dev.leadlight.scoring.score.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a lead at a moment.
 *
 * @param leadId the survivor's, when the lead asked for has become part of another
 * @param identities as {@code kind:value}, strongest first
 * @param at the moment asked for
 * @param score unrounded, at {@code at}
 * @param since when the lead came into its tier; when it was first seen if it has always been there
 * @param contributions add up to {@code score} within 1e-9
 * @param next the earliest change of tier if the lead stays silent; null if none will come
 * @param rfm orders up to {@code at}
 * @param segments that the lead is in, in the card's order
 * @param rfmGroup the lead's name as a customer; null without orders, or if the card has none
 * @param missing what would lift the lead into the next tier; null in the highest, and where that
 *     was not asked for
 * @param arm of the experiment that is running; null without one
 * @param predictive the learned part of the score; null if the card has none
 * @param lifetime what the customer will still spend; null if the card does not ask, and without
 *     orders
 */
public record LeadAnswer(
    LeadId leadId,
    List<String> identities,
    Instant at,
    double score,
    String tier,
    Instant since,
    List<Contribution> contributions,
    @Nullable Next next,
    RecencyFrequencyMonetary rfm,
    List<String> segments,
    @Nullable String rfmGroup,
    ScorecardRef scorecard,
    Instant firstSeen,
    @Nullable Missing missing,
    @Nullable String arm,
    @Nullable Predicted predictive,
    @Nullable CustomerValue lifetime) {

  /** A change of tier to come. */
  public record Next(String tier, Instant at) {}

  /**
   * The purchase history in three figures.
   *
   * @param lastOrderAt null without orders
   * @param monetary net sum of the orders in {@code currency}
   * @param unconverted currencies that are not in it, for want of a rate on the card
   * @param boundaries version of the boundaries between the shop's customers; null for fixed bands
   */
  public record RecencyFrequencyMonetary(
      @Nullable Instant lastOrderAt,
      int frequency,
      BigDecimal monetary,
      String currency,
      List<String> unconverted,
      @Nullable String boundaries) {

    static RecencyFrequencyMonetary of(Value value, Scorecard card) {
      Rfm rfm = card.rfm();
      return new RecencyFrequencyMonetary(
          value.lastOrderAt() == null ? null : Instant.ofEpochMilli(value.lastOrderAt()),
          value.frequency(),
          value.monetary(),
          card.currency().getCurrencyCode(),
          value.unconverted().stream().sorted().toList(),
          rfm == null ? null : rfm.boundaries());
    }
  }

  /** Evaluates a lead under its terms at a moment. */
  public static LeadAnswer of(LeadState lead, Terms terms, Instant at) {
    Scorecard card = terms.card();
    Ledger ledger = terms.pricing().read(lead.united());
    Tiering tiering = new Tiering(ledger);
    Score score = ledger.scoreAt(at);
    TierAnswer standing = TierAnswer.of(lead, ledger, tiering, at);
    Tiering.Next next = tiering.nextAfter(at);
    return new LeadAnswer(
        lead.id(),
        lead.identities().stream().map(known -> known.identity().label()).toList(),
        at,
        score.points(),
        standing.tier(),
        standing.since(),
        score.contributions(),
        next == null ? null : new Next(next.tier(), next.at()),
        RecencyFrequencyMonetary.of(ledger.valueAt(at), card),
        standing.segments(),
        ledger.rfmGroupAt(at).orElse(null),
        card.ref(),
        Instant.ofEpochMilli(lead.firstSeenAt()),
        null,
        terms.arm(),
        Predicted.of(ledger, at),
        CustomerValue.of(
            card.clv(), ledger.lifetimeValueAt(at), card.currency().getCurrencyCode()));
  }

  /**
   * With what would lift the lead into the next tier: some hundred scores are worked out for it.
   */
  public static LeadAnswer explained(LeadState lead, Terms terms, Instant at) {
    LeadAnswer answer = of(lead, terms, at);
    return new LeadAnswer(
        answer.leadId,
        answer.identities,
        answer.at,
        answer.score,
        answer.tier,
        answer.since,
        answer.contributions,
        answer.next,
        answer.rfm,
        answer.segments,
        answer.rfmGroup,
        answer.scorecard,
        answer.firstSeen,
        Missing.of(lead.united(), terms.card(), at).orElse(null),
        answer.arm,
        answer.predictive,
        answer.lifetime);
  }
}
