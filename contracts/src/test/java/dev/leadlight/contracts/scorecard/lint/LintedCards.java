package dev.leadlight.contracts.scorecard.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Cards of one group, in whose text RULE stands for a rule without faults. */
final class LintedCards {

  static final String TIERS = "tiers: [{name: high, from: 100}, {name: low, from: 0}]";
  static final String ADDS = "{id: adds, on: product_added, points: 25}";

  static void assertWarns(
      String tiers, double margin, String group, String more, String pointer, String text) {
    assertThat(ScorecardLint.warnings(card(tiers, margin, group, more)))
        .anySatisfy(
            place -> {
              assertThat(place.pointer()).isEqualTo(pointer);
              assertThat(place.message()).contains(text);
            });
  }

  static Scorecard card(String tiers, double margin, String group, String more) {
    String yaml =
        "id: c\n%s\ntierMargin: %s\ngroups: [%s]\n%s\n"
            .formatted(tiers, margin, group.replace("RULE", ADDS), more);
    try {
      return ScorecardReader.read(ContractJson.readYaml(yaml)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LintedCards() {}
}
