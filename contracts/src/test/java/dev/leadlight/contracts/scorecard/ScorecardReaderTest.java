package dev.leadlight.contracts.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScorecardReaderTest {

  private static final String RULE = "{id: adds, on: product_added, points: 25}";

  @Nested
  class Reads {

    @Test
    void theSmallestCardWithItsDefaults() {
      Scorecard card = card("groups: [{id: interest, rules: [%s]}]".formatted(RULE));
      assertThat(card.name()).isEqualTo("card");
      assertThat(card.zone()).isEqualTo(ZoneId.of("UTC"));
      assertThat(card.currency().getCurrencyCode()).isEqualTo("EUR");
      assertThat(card.tierMargin()).isZero();
      assertThat(card.tierDwell()).isZero();
      assertThat(card.conversion()).isNull();
      assertThat(card.rfm()).isNull();
      assertThat(card.predictive().weight()).isZero();
      assertThat(card.groups().get(0).decay()).isEqualTo(new Decay.None());
      assertThat(card.groups().get(0).cap()).isNull();
    }

    @Test
    void everyKindOfDecay() {
      assertThat(decay("{none: true}")).isEqualTo(new Decay.None());
      assertThat(decay("{halfLife: P1DT12H}")).isEqualTo(new Decay.HalfLife(Duration.ofHours(36)));
      assertThat(decay("{linear: {share: 0.1, every: P3D}}"))
          .isEqualTo(new Decay.Linear(0.1, Duration.ofDays(3)));
      assertThat(decay("{idle: {after: P30D, subtract: 10, every: PT1S}}"))
          .isEqualTo(new Decay.Idle(Duration.ofDays(30), 10, Duration.ofSeconds(1)));
    }

    @Test
    void everyKindOfWhen() {
      assertThat(when("{count: 3, within: session, distinct: product_id}"))
          .isEqualTo(new When.CountInSession(3, "product_id"));
      assertThat(when("{count: 2, within: PT30M}"))
          .isEqualTo(new When.CountInWindow(2, Duration.ofMinutes(30), null));
      assertThat(((When.Absent) when("{absent: [Order Completed], within: PT24H}")).absent())
          .extracting(Object::toString)
          .containsExactly("order_completed");
    }

    @Test
    void signalsByAnyNameTheyHave() {
      assertThat(rule("{id: r, on: [Added to Cart, 'Wi-Fi Checked In'], points: 1}").on())
          .extracting(Object::toString)
          .containsExactlyInAnyOrder("product_added", "wi_fi_checked_in");
    }

    @Test
    void wordsThatYamlOnceTookForTruthValuesAsText() {
      Scorecard card = card("groups: [{id: no, rules: [{id: yes, on: on, points: 1}]}]");
      assertThat(card.groups().get(0).id()).isEqualTo("no");
      assertThat(card.groups().get(0).rules().get(0).id()).isEqualTo("yes");
      assertThat(card.groups().get(0).rules().get(0).on())
          .extracting(Object::toString)
          .containsExactly("on");
    }

    @Test
    void theSameCardFromYamlAndJson() throws IOException {
      JsonNode yaml = Scorecard.starterDocument();
      JsonNode json = ContractJson.mapper().readTree(ContractJson.write(yaml));
      assertThat(ScorecardReader.read(json)).isEqualTo(ScorecardReader.read(yaml));
    }

    @Test
    void aVersionOfItsOwnForEachContent() {
      String first = card("groups: [{id: a, rules: [%s]}]".formatted(RULE)).ref().version();
      String second = card("groups: [{id: b, rules: [%s]}]".formatted(RULE)).ref().version();
      assertThat(first).isNotBlank().isNotEqualTo(second);
      assertThat(card("groups: []\nversion: 7").ref().version()).isEqualTo("7");
    }
  }

  @Nested
  class Refuses {

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "text", "null", "{}", "42"})
    void whatIsNoCard(String document) throws IOException {
      assertThat(ScorecardReader.read(ContractJson.readYaml(document)).errors()).isNotEmpty();
    }

    @Test
    void nothingAtAll() {
      assertThat(ScorecardReader.read(NullNode.instance).errors()).isNotEmpty();
      assertThat(ScorecardReader.read(MissingNode.getInstance()).errors()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            tiers: []                                                          | /tiers
            tiers: [{name: a, from: 10}]                                       | /tiers/0/from
            tiers: [{name: a, from: 10}, {name: b, from: 10}, {name: c, from: 0}] | /tiers/1/from
            tiers: [{name: a, from: 10}, {name: a, from: 0}]                   | /tiers/1/name
            tiers: [{name: a, from: -1}]                                       | /tiers/0/from
            tiers: [{name: a, from: 1e400}, {name: b, from: 0}]                | /tiers/0/from
            tierMargin: -1                                                     | /tierMargin
            tierDwell: P1M                                                     | /tierDwell
            zone: Europe/Atlantis                                              | /zone
            currency: Taler                                                    | /currency
            conversion: {signal: order_completed, resets: [nothing]}           | /conversion/resets/0
            conversion: {signal: []}                                           | /conversion/signal
            conversion: {signal: '!'}                                          | /conversion/signal
            predictive: {weight: 2}                                            | /predictive/weight
            value: {rfm: {recencyDays: {soon: 5}}}                             | /value/rfm/recencyDays
            value: {rfm: {frequency: {2: 5, 02: 6}}}                           | /value/rfm/frequency/02
            value: {rfm: {monetary: {100: 5, 100.0: 6}}}                       | /value/rfm/monetary/100.0
            surprise: 1                                                        | ''
            """)
    void aWrongHead(String line, String pointer) {
      assertThat(pointers(line)).contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            cap: -1                                                 | /cap
            rules: []                                               | /rules
            id: value                                               | /id
            id: predictive                                          | /id
            id: with a space                                        | /id
            decay: {halfLife: PT0S}                                 | /decay/halfLife
            decay: {halfLife: -P1D}                                 | /decay/halfLife
            decay: {halfLife: P1Y}                                  | /decay/halfLife
            decay: {halfLife: P99999D}                              | /decay/halfLife
            decay: {halfLife: 14}                                   | /decay/halfLife
            decay: {linear: {share: 0, every: P1D}}                 | /decay/linear/share
            decay: {linear: {share: -0.1, every: P1D}}              | /decay/linear/share
            decay: {linear: {share: 1.1, every: P1D}}               | /decay/linear/share
            decay: {linear: {share: 0.1, every: PT0S}}              | /decay/linear/every
            decay: {linear: {share: 0.1}}                           | /decay/linear
            decay: {idle: {after: PT0S, subtract: 1, every: P1D}}   | /decay/idle/after
            decay: {idle: {after: P1D, subtract: 0, every: P1D}}    | /decay/idle/subtract
            decay: {idle: {after: P1D, subtract: 1, every: PT0S}}   | /decay/idle/every
            decay: {halfLife: P1D, none: true}                      | /decay
            decay: {none: false}                                    | /decay/none
            decay: {}                                               | /decay
            """)
    void aWrongGroup(String line, String pointer) {
      String group = "groups:\n  - %s\n".formatted(line);
      String rest =
          (line.startsWith("id:") ? "" : "    id: interest\n")
              + (line.startsWith("rules:") ? "" : "    rules: [" + RULE + "]\n");
      assertThat(pointers(group + rest)).contains("/groups/0" + pointer);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            points: many                                            | /points
            points: 1e9                                             | /points
            on: []                                                  | /on
            on: '***'                                               | /on
            atMost: {times: 0, per: day}                            | /atMost/times
            atMost: {times: 1, per: week}                           | /atMost/per
            atMost: {times: 1}                                      | /atMost
            when: {count: 1, within: session}                       | /when/count
            when: {count: 101, within: session}                     | /when/count
            when: {count: 2.5, within: session}                     | /when/count
            when: {count: 3, within: P1M}                           | /when/within
            when: {count: 3, within: PT0S}                          | /when/within
            when: {count: 3, within: fortnight}                     | /when/within
            when: {count: 3}                                        | /when
            when: {absent: order_completed, within: PT0S}           | /when/within
            when: {absent: [], within: PT24H}                       | /when/absent
            where: [path]                                           | /where
            where: {path: {begins: /a}}                             | /where/path/begins
            where: {path: {startsWith: 5}}                          | /where/path/startsWith
            where: {path: {startsWith: []}}                         | /where/path/startsWith
            where: {path: {}}                                       | /where/path
            where: {path: null}                                     | /where/path
            where: {path: []}                                       | /where/path
            where: {path: [/a, {b: c}]}                             | /where/path/1
            where: {price: {gt: cheap}}                             | /where/price/gt
            where: {price: {exists: maybe}}                         | /where/price/exists
            where: {a/b: {c~d: 1}}                                  | /where/a~1b/c~0d
            where: {all: {a: 1}}                                    | /where/all
            where: {any: []}                                        | /where/any
            where: {any: [{a: 1}, {b: {is: 2}}]}                    | /where/any/1/b/is
            where: {not: 5}                                         | /where/not
            where: {path: {not: {is: 5}}}                           | /where/path/not/is
            where: {path: {any: 5}}                                 | /where/path/any
            surprise: 1                                             | ''
            """)
    void aWrongRule(String line, String pointer) {
      String rest =
          (line.startsWith("on:") ? "" : "        on: product_added\n")
              + (line.startsWith("points:") ? "" : "        points: 25\n");
      String text =
          "groups:\n  - id: interest\n    rules:\n      - id: adds\n        " + line + "\n" + rest;
      assertThat(pointers(text)).contains("/groups/0/rules/0" + pointer);
    }

    @Test
    void idsThatStandTwice() {
      assertThat(
              pointers(
                  "groups: [{id: a, rules: [%s]}, {id: b, rules: [%s]}, {id: a, rules: [%s]}]"
                      .formatted(RULE, RULE, RULE.replace("adds", "other"))))
          .containsExactly("/groups/1/rules/0/id", "/groups/2/id");
    }

    @Test
    void monthsAndYearsWithAHint() {
      assertThat(errors("tierDwell: P1M"))
          .singleElement()
          .extracting(Place::message)
          .asString()
          .contains("P30D");
    }

    @Test
    void operatorsItDoesNotKnowNamingThoseItKnows() {
      assertThat(
              errors(
                  "groups: [{id: a, rules: [{id: r, on: b, points: 1, where: {c: {like: d}}}]}]"))
          .singleElement()
          .extracting(Place::message)
          .asString()
          .contains("startsWith");
    }

    @Test
    void inEnglishWhateverTheMachineSpeaks() {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.GERMAN);
        assertThat(errors("tiers: []"))
            .first()
            .extracting(Place::message)
            .asString()
            .contains("must");
      } finally {
        Locale.setDefault(before);
      }
    }

    @Test
    void aKeyThatStandsTwice() {
      assertThatThrownBy(() -> document("groups: []\ngroups: []")).hasMessageContaining("groups");
    }

    @Test
    void aSecondDocument() {
      assertThatThrownBy(() -> document("groups: []\n---\nid: other"))
          .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void withAnExceptionThatNamesEachPlace() {
      ScorecardReading reading = ScorecardReader.read(document("tierMargin: -1"));
      assertThatThrownBy(reading::orElseThrow)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("/tierMargin");
    }
  }

  private static List<String> pointers(String lines) {
    return errors(lines).stream().map(Place::pointer).map(String::valueOf).toList();
  }

  private static List<Place> errors(String lines) {
    return ScorecardReader.read(document(lines)).errors();
  }

  private static Scorecard card(String lines) {
    return ScorecardReader.read(document(lines)).orElseThrow();
  }

  private static Decay decay(String decay) {
    return card("groups: [{id: interest, decay: %s, rules: [%s]}]".formatted(decay, RULE))
        .groups()
        .get(0)
        .decay();
  }

  private static When when(String when) {
    return rule("{id: r, on: product_viewed, points: 1, when: %s}".formatted(when)).when();
  }

  private static Rule rule(String rule) {
    return card("groups: [{id: interest, rules: [%s]}]".formatted(rule))
        .groups()
        .get(0)
        .rules()
        .get(0);
  }

  /** A card of these lines, completed by what they leave out. */
  private static JsonNode document(String lines) {
    StringBuilder text = new StringBuilder("id: card\n");
    if (!lines.startsWith("tiers:")) {
      text.append("tiers: [{name: hot, from: 50}, {name: cold, from: 0}]\n");
    }
    if (!lines.startsWith("groups:")) {
      text.append("groups: []\n");
    }
    try {
      return ContractJson.readYaml(text + lines + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
