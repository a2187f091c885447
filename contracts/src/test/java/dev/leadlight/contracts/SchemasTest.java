package dev.leadlight.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.Limit;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {

  static Stream<Arguments> closedSets() {
    return Stream.of(
        Arguments.of("common", "/$defs/channel/enum", Channel.class),
        Arguments.of("common", "/$defs/identity/properties/kind/enum", IdentityKind.class),
        Arguments.of("tier-change", "/properties/direction/enum", TierChange.Direction.class),
        Arguments.of("tier-change", "/properties/cause/properties/kind/enum", Cause.Kind.class),
        Arguments.of("outcome", "/properties/kind/enum", Outcome.Kind.class),
        Arguments.of("import-state", "/properties/format/enum", ImportState.Format.class),
        Arguments.of("import-state", "/properties/state/enum", ImportState.State.class),
        Arguments.of(
            "predictive-model",
            "/properties/trees/properties/output/enum",
            PredictiveModel.Output.class),
        Arguments.of(
            "predictive-model", "/$defs/node/properties/missing/enum", PredictiveModel.Side.class),
        Arguments.of(
            "delivery-concluded", "/properties/result/enum", DeliveryConcluded.Result.class));
  }

  @ParameterizedTest
  @MethodSource("closedSets")
  void nameTheValuesThatAreWritten(String schema, String pointer, Class<? extends Enum<?>> type) {
    assertThat(Schemas.document(schema).at(pointer))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            Arrays.stream(type.getEnumConstants())
                .map(value -> ContractJson.mapper().<JsonNode>valueToTree(value).asText())
                .toList());
  }

  @Test
  void nameThePeriodsOfALimit() {
    assertThat(
            Schemas.document("scorecard").at("/$defs/rule/properties/atMost/properties/per/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            Arrays.stream(Limit.Period.values())
                .map(period -> period.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "common",
        "shopper-event",
        "rejected-event",
        "tier-change",
        "feature-snapshot",
        "conversion",
        "store-signal",
        "outcome",
        "delivery-concluded",
        "erasure-request",
        "erasure-receipt",
        "import-state",
        "saved-mapping",
        "access-token",
        "audit-entry",
        "predictive-model",
        "experiment",
        "rfm-boundaries",
        "scorecard"
      })
  void areSchemasThemselves(String name) {
    assertThat(Schemas.violationsOfMetaSchema(Schemas.document(name))).isEmpty();
  }
}
