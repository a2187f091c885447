package dev.leadlight.scoring.answer;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Ranked;
import dev.leadlight.scoring.scorecard.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of leads over a ranking in memory, whose places are as old as one likes. */
@NullUnmarked // null stands for nothing said
class RankedWalkTest {

  private static final int PARTS = 3;
  private static final LeadFilter EVERYBODY = new LeadFilter(null, null, null);
  private static final LeadFilter SALES_READY = new LeadFilter("sales-ready", null, null);

  /** What is taken here fades back, sooner or later than what is given. */
  private static final Scorecard FORGIVING =
      Shop.card(
          """
          id: forgiving
          tiers: [{name: high, from: 60}, {name: low, from: 0}]
          groups:
            - {id: kept, rules: [{id: saves, on: product_added_to_wishlist, points: 10}]}
            - {id: quick, decay: {halfLife: P3D}, rules: [{id: adds, on: product_added, points: 20}, {id: complains, on: product_removed, points: -15}]}
            - {id: even, decay: {linear: {share: 0.2, every: P4D}}, rules: [{id: leaves, on: unsubscribed, points: -20}]}
          """);

  private Shop shop = Shop.withStarterCard();
  private InForce cards = InForce.of(Scorecard.starter());
  private final Map<LeadId, LeadState> leads = new HashMap<>();
  private final TreeSet<Ranked> ranking = new TreeSet<>(Ranked.ORDER);
  private int steps;

  /** Ranked by the score at the time of its last event. */
  private void person(String name, String... events) {
    Instant last = T0;
    for (int i = 0; i < events.length; i += 2) {
      last = after(events[i + 1]);
      shop.send(shop.event(events[i], last, "user:" + name));
    }
    note(shop.lead("user:" + name), last);
  }

  private void note(LeadState state, Instant at) {
    leads.put(state.id(), state);
    ranking.removeIf(each -> each.lead().equals(state.id()));
    ranking.add(Ranked.of(state.id(), score(state, at)));
  }

  private double score(LeadState state, Instant at) {
    return LeadSummary.of(state, cards.termsOf(state.id()), at).score();
  }

  private LeadPage page(LeadFilter filter, ListCursor cursor, Instant now, int limit) {
    RankedWalk walk =
        new RankedWalk(
            cards,
            filter,
            cursor == null ? now : cursor.at(),
            cursor == null ? null : cursor.after(),
            limit);
    for (int most = 2; !walk.isDone(); most *= 2) {
      List<Ranked> met = walk.next(parts(walk.place(), most), most);
      RankedWalk.Corrections corrections = walk.take(met, leads);
      ranking.removeAll(corrections.moved().keySet());
      ranking.addAll(corrections.moved().values());
      ranking.removeIf(each -> corrections.gone().contains(each.lead()));
      assertThat(++steps).isLessThan(100_000);
    }
    return walk.page();
  }

  private List<List<Ranked>> parts(Ranked place, int most) {
    List<List<Ranked>> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int number = part;
      parts.add(
          ranking.stream()
              .filter(each -> Math.floorMod(each.lead().hashCode(), PARTS) == number)
              .filter(each -> place == null || each.place() <= place.place())
              .limit(most)
              .toList());
    }
    return parts;
  }

  private List<LeadSummary> walk(LeadFilter filter, Instant now, int limit) {
    List<LeadSummary> all = new ArrayList<>();
    ListCursor cursor = null;
    do {
      LeadPage page = page(filter, cursor, now, limit);
      all.addAll(page.leads());
      String next = page.next();
      cursor = next == null ? null : ListCursor.parse(next).orElseThrow();
    } while (cursor != null);
    return all;
  }

  private void aCrowd(int people, long seed) {
    aCrowd(people, seed, "Product Added", "Product Added to Wishlist", "Page Viewed");
  }

  private void aCrowd(int people, long seed, String... signals) {
    Random random = new Random(seed);
    for (int i = 0; i < people; i++) {
      List<String> events = new ArrayList<>();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        events.add(signals[random.nextInt(signals.length)]);
        events.add("P" + (30 - 7 * n) + "DT" + random.nextInt(24) + "H");
      }
      person("p" + i, events.toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 2", "50, 3", "200, 4"})
  void listsEverybodyOnceByTheScoreOfTheMoment(int limit, long seed) {
    aCrowd(150, seed);
    Instant now = after("P45D");

    List<LeadSummary> all = walk(EVERYBODY, now, limit);

    assertThat(all).extracting(LeadSummary::leadId).doesNotHaveDuplicates().hasSize(150);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).score()).isLessThanOrEqualTo(all.get(i - 1).score() + 0.012);
      LeadState state = Objects.requireNonNull(leads.get(all.get(i).leadId()));
      assertThat(all.get(i).score()).isEqualTo(score(state, now));
    }
  }

  /** All wake-ups up to a moment, each at its time; and lists asked for in between. */
  private void silence(Instant until) {
    Silence silence = new Silence(new Fold(cards));
    Map<LeadId, Instant> due = new HashMap<>();
    leads.forEach(
        (id, lead) ->
            silence
                .outlook(lead, Instant.ofEpochMilli(lead.foldedAt()))
                .wakeUpAt()
                .ifPresent(at -> due.put(id, at)));
    for (int day = 1; !after("P" + day + "D").isAfter(until); day++) {
      Instant now = after("P" + day + "D");
      for (LeadId id : Set.copyOf(due.keySet())) {
        while (due.containsKey(id) && !due.get(id).isAfter(now)) {
          Instant at = due.remove(id);
          Silence.Outlook outlook = silence.outlook(silence.fold(leads.get(id), at).state(), at);
          note(outlook.state(), at);
          outlook.wakeUpAt().ifPresent(next -> due.put(id, next));
        }
      }
      if (day % 5 == 0) {
        walk(EVERYBODY, now, 40);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 2", "50, 3", "200, 4"})
  void whereNegativePointsFadeTheOrderIsThatOfTheMomentAsWell(int limit, long seed) {
    shop = new Shop(FORGIVING);
    cards = InForce.of(FORGIVING);
    aCrowd(
        100, seed, "Product Added", "Product Added to Wishlist", "Product Removed", "Unsubscribed");
    Instant now = after("P38DT7H");
    silence(now);

    List<LeadSummary> all = walk(EVERYBODY, now, limit);

    assertThat(all).extracting(LeadSummary::leadId).doesNotHaveDuplicates().hasSize(100);
    assertThat(ranking.stream().filter(each -> isTooLow(each, now)))
        .as("those too low were put in their place")
        .isEmpty();
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).score()).isLessThanOrEqualTo(all.get(i - 1).score() + 0.012);
    }
  }

  private boolean isTooLow(Ranked each, Instant now) {
    return each.isTooLowFor(score(leads.get(each.lead()), now));
  }

  @Test
  void aSecondWalkFindsEverythingInItsPlace() {
    aCrowd(150, 5);
    page(EVERYBODY, null, after("P45D"), 200);
    steps = 0;

    LeadPage first = page(EVERYBODY, null, after("P45DT1S"), 20);

    assertThat(first.leads()).hasSize(20);
    assertThat(steps).isLessThan(8);
  }

  @Test
  void manyOfOneScoreAreGoneThroughInTurn() {
    for (int i = 0; i < 60; i++) {
      person("same-" + i, "Product Added", "P1D");
    }
    assertThat(walk(EVERYBODY, after("P2D"), 7))
        .extracting(LeadSummary::leadId)
        .doesNotHaveDuplicates()
        .hasSize(60);
  }

  @Test
  void oneWhoseScoreHasRisenInSilenceIsListedAndPutInItsPlace() {
    person("bob", "Product Added to Wishlist", "P1D");
    person("ann", "Product Added", "P1D");
    LeadState ann = shop.lead("user:ann");
    ranking.removeIf(each -> each.lead().equals(ann.id()));
    ranking.add(Ranked.of(ann.id(), 1));

    assertThat(walk(EVERYBODY, after("P1DT1H"), 10)).hasSize(2);
    assertThat(ranking.first().lead()).isEqualTo(ann.id());
  }

  @Test
  void theTierIsThatOfTheMomentAndTheWalkEndsWhereItBegins() {
    aCrowd(150, 6);
    for (int i = 0; i < 3; i++) {
      person(
          "hot-" + i,
          "Product Added",
          "P44D",
          "Product Added",
          "P44DT1M",
          "Product Added",
          "P44DT2M",
          "Product Added",
          "P44DT3M");
    }
    List<LeadSummary> hot = walk(SALES_READY, after("P44DT1H"), 2);
    assertThat(hot).hasSize(3).allMatch(lead -> lead.tier().equals("sales-ready"));
    Set<LeadId> looked = new HashSet<>();
    ranking.stream().filter(each -> each.place() < 94).forEach(each -> looked.add(each.lead()));
    assertThat(looked).as("those far below were not moved").hasSizeGreaterThan(100);
    assertThat(walk(SALES_READY, after("P90D"), 2)).isEmpty();
  }

  @Test
  void thoseThatHaveBecomePartOfOthersOrAreGoneAreLeftOut() {
    person("ann", "Product Added", "P1D");
    person("bob", "Product Added", "P1D");
    person("cid", "Product Added", "P1D");
    LeadState bob = shop.lead("user:bob");
    LeadState cid = shop.lead("user:cid");
    leads.put(bob.id(), bob.mergedInto(shop.lead("user:ann").id()));
    leads.put(cid.id(), LeadState.unseen(cid.id(), "newsletter"));

    assertThat(walk(EVERYBODY, after("P2D"), 10))
        .extracting(LeadSummary::identities)
        .containsExactly(List.of("user:ann"));
    assertThat(ranking).hasSize(1);
  }

  @Test
  void aCursorReadsBackAndNothingElseIsOne() {
    LeadId id = Shop.KEYS.leadIdOf(Identity.parse("user:ann").orElseThrow());
    ListCursor cursor = new ListCursor(T0, Ranked.of(id, 12.345));
    assertThat(ListCursor.parse(cursor.text())).contains(cursor);
    for (String other :
        List.of("", "x", "%", cursor.text().substring(1), "MSAyIDM", "MSBOYU4gYQ")) {
      assertThat(ListCursor.parse(other)).as(other).isEmpty();
    }
    assertThat(cursor.isFresh(after("PT1H"))).isTrue();
    assertThat(cursor.isFresh(after("PT61M"))).isFalse();
    assertThat(cursor.isFresh(T0.minusSeconds(1))).isFalse();
  }
}
