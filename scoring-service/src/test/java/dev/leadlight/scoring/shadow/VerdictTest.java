package dev.leadlight.scoring.shadow;

import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.Published;
import dev.leadlight.scoring.shadow.ShadowReport.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final String CARD =
      "{id: c, tiers: [{name: hot, from: 50}, {name: cold, from: 0}], groups: [{id: g, rules: [{id:"
          + " carts, on: product_added, points: %d}]}]}";

  private static final Scorecard LIVE = Shop.card(CARD.formatted(10));
  private static final Scorecard DRAFT = Shop.card(CARD.formatted(50));

  private static List<Verdict> verdicts(LeadState lead, InForce cards) {
    return Verdict.of(List.of(lead), cards, after("PT1H"));
  }

  @Test
  void saysWhereALeadStandsAndWhereItWould() {
    LeadState lead = new Shop(LIVE).u1("Product Added", "PT0S").lead("user:u1");
    InForce cards = Published.nothing().with(LIVE).withDraft(DRAFT).inForce();
    assertThat(verdicts(lead, cards)).containsExactly(new Verdict(lead.id(), "cold", "hot"));
    assertThat(verdicts(LeadState.unseen(lead.id(), "cold"), cards)).isEmpty();
    assertThat(verdicts(lead, InForce.of(LIVE))).isEmpty();
  }

  @Test
  void theReportLeavesOutWhatStaysWhereItIs() {
    List<Change> found =
        List.of(
            new Change("hot", "hot", 5),
            new Change("cold", "hot", 2),
            new Change("hot", "cold", 3),
            new Change("cold", "cold", 0));
    assertThat(ShadowReport.of(new ScorecardRef("c", "1"), 10, 5, found).changes())
        .extracting(change -> change.from() + ">" + change.to())
        .containsExactly("hot>cold", "cold>hot");
  }
}
