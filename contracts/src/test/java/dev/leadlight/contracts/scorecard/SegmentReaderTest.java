package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.SegmentCondition.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentReaderTest {

  @Test
  void readsHowOftenSomethingWasDone() {
    SegmentCondition.Did did =
        (SegmentCondition.Did)
            when(
                "{on: [Added to Cart, checkout_started], where: {brand: acme}, distinct: product_id,"
                    + " count: {gte: 2, lt: 5}, within: P14D, since: purchase}");
    assertThat(did.on())
        .containsExactlyInAnyOrder(new Signal("product_added"), new Signal("checkout_started"));
    assertThat(did.where()).isInstanceOf(Condition.In.class);
    assertThat(did.distinct()).isEqualTo("product_id");
    assertThat(did.count()).isEqualTo(new Range(2, true, 5, false));
    assertThat(did.within()).isEqualTo(Duration.ofDays(14));
    assertThat(did.sincePurchase()).isTrue();
  }

  @Test
  void takesOnceEverForEnoughIfNothingElseIsSaid() {
    SegmentCondition.Did did = (SegmentCondition.Did) when("{on: product_viewed}");
    assertThat(did.count()).isEqualTo(Range.atLeast(1));
    assertThat(did.within()).isNull();
    assertThat(did.sincePurchase()).isFalse();
  }

  @Test
  void findsTheEvidenceOfARuleThatLooksAtTheSame() {
    Scorecard card = card("{on: product_viewed, within: P7D}");
    assertThat(((SegmentCondition.Did) card.segments().get(0).when()).evidence())
        .isEqualTo(card.groups().get(0).rules().get(0).evidence());
  }

  @Test
  void readsEveryOtherKindOfCondition() {
    assertThat(when("{tier: [high, low]}"))
        .isEqualTo(new SegmentCondition.InTier(Set.of("high", "low")));
    assertThat(when("{rfmGroup: lost}")).isEqualTo(new SegmentCondition.InRfmGroup(Set.of("lost")));
    assertThat(when("{score: {lt: 50}}"))
        .isEqualTo(
            new SegmentCondition.Score(new Range(Double.NEGATIVE_INFINITY, true, 50, false)));
    assertThat(when("{group: g, points: {gte: 20}}"))
        .isEqualTo(new SegmentCondition.GroupPoints("g", Range.atLeast(20)));
    for (Figure figure : Figure.values()) {
      assertThat(when("{%s: 3}".formatted(figure.label())))
          .isEqualTo(new SegmentCondition.HasFigure(figure, Range.of(3)));
    }
  }

  @Test
  void joinsConditionsByAllAnyAndNotAndSeveralKeysByAll() {
    SegmentCondition once = new SegmentCondition.HasFigure(Figure.ORDERS, Range.of(1));
    SegmentCondition high = new SegmentCondition.InTier(Set.of("high"));
    assertThat(when("{all: [{orders: 1}, {tier: high}]}"))
        .isEqualTo(new SegmentCondition.All(List.of(once, high)));
    assertThat(when("{orders: 1, tier: high}"))
        .isEqualTo(new SegmentCondition.All(List.of(once, high)));
    assertThat(when("{any: [{orders: 1}, {not: {tier: high}}]}"))
        .isEqualTo(new SegmentCondition.Any(List.of(once, new SegmentCondition.Not(high))));
  }

  @Test
  void readsNamesForCustomers() {
    RfmGroups groups = Objects.requireNonNull(card("{rfmGroup: lost}").rfmGroups());
    assertThat(groups.nameOf(30, 2, new BigDecimal("100.00"))).contains("champions");
    assertThat(groups.nameOf(31, 2, new BigDecimal("100.00"))).contains("lost");
    assertThat(groups.nameOf(30, 2, new BigDecimal("99.99"))).contains("lost");
    assertThat(groups.nameOf(30, 1, new BigDecimal("100.00"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                     | /segments/0/when
          {within: P1D}                          | /segments/0/when
          {on: a, within: P1M}                   | /segments/0/when/within
          {on: a, within: PT0S}                  | /segments/0/when/within
          {on: a, since: christmas}              | /segments/0/when/since
          {on: a, where: {b: {likes: 1}}}        | /segments/0/when/where/b/likes
          {on: a, count: {}}                     | /segments/0/when/count
          {on: a, count: {gt: 1, lte: 1}}        | /segments/0/when/count
          {group: g}                             | /segments/0/when
          {group: h, points: 1}                  | /segments/0/when/group
          {tier: middle}                         | /segments/0/when/tier
          {any: [{orders: 1}, {rfmGroup: best}]} | /segments/0/when/any/1/rfmGroup
          {not: {not: {all: []}}}                | /segments/0/when/not/not/all
          {mood: good}                           | /segments/0/when
          """)
  void namesThePlaceOfWhatIsWrong(String when, String pointer) {
    assertThat(read(document(when)).errors()).extracting(Place::pointer).contains(pointer);
  }

  @Test
  void refusesNamesThatStandTwiceAndBoundsOutOfOrder() {
    assertThat(
            read("""
                    id: card
                    tiers: [{name: low, from: 0}]
                    groups: []
                    segments: [{id: a, when: {orders: 1}}, {id: a, when: {orders: 2}}]
                    value:
                      rfmGroups: {recencyDays: [30, 30], frequency: [], monetary: [], groups: [{name: all}]}
                    """)
                .errors())
        .extracting(Place::pointer)
        .containsExactlyInAnyOrder("/segments/1/id", "/value/rfmGroups/recencyDays/1");
  }

  private static SegmentCondition when(String when) {
    return card(when).segments().get(0).when();
  }

  private static Scorecard card(String when) {
    return read(document(when)).orElseThrow();
  }

  private static String document(String when) {
    return """
        id: card
        tiers: [{name: high, from: 10}, {name: low, from: 0}]
        groups: [{id: g, rules: [{id: r, on: product_viewed, points: 1}]}]
        value:
          rfmGroups:
            recencyDays: [30]
            frequency: [2]
            monetary: [100]
            groups:
              - {name: champions, recency: 2, frequency: 2, monetary: 2}
              - {name: lost, frequency: {gt: 1}}
        segments: [{id: s, when: %s}]
        """
        .formatted(when);
  }

  private static ScorecardReading read(String yaml) {
    try {
      return ScorecardReader.read(ContractJson.readYaml(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
