package dev.leadlight.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.access.AccessToken;
import dev.leadlight.contracts.access.AuditEntry;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.SavedMapping;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.learning.StoreSignal;
import dev.leadlight.contracts.scorecard.RfmBoundaries;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.tier.TierChange;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is on the topics of an installation stays readable: these files are never changed to make a
 * test pass, new ones are added.
 */
class GoldenPayloadTest {

  private static final Map<String, Class<? extends Record>> RECORDS =
      Map.ofEntries(
          Map.entry("shopper-event", ShopperEvent.class),
          Map.entry("rejected-event", RejectedEvent.class),
          Map.entry("tier-change", TierChange.class),
          Map.entry("feature-snapshot", FeatureSnapshot.class),
          Map.entry("conversion", Conversion.class),
          Map.entry("store-signal", StoreSignal.class),
          Map.entry("outcome", Outcome.class),
          Map.entry("delivery-concluded", DeliveryConcluded.class),
          Map.entry("erasure-request", ErasureRequest.class),
          Map.entry("erasure-receipt", ErasureReceipt.class),
          Map.entry("import-state", ImportState.class),
          Map.entry("saved-mapping", SavedMapping.class),
          Map.entry("access-token", AccessToken.class),
          Map.entry("audit-entry", AuditEntry.class),
          Map.entry("predictive-model", PredictiveModel.class),
          Map.entry("experiment", Experiment.class),
          Map.entry("rfm-boundaries", RfmBoundaries.class));

  static Stream<Arguments> files() throws IOException {
    try (Stream<Path> paths = Files.walk(Path.of("src/test/resources/golden"))) {
      return paths
          .filter(path -> path.toString().endsWith(".json"))
          .sorted()
          .map(path -> Arguments.of(path.getName(path.getNameCount() - 2).toString(), path))
          .toList()
          .stream();
    }
  }

  static Stream<Arguments> records() {
    return RECORDS.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isWhatItsSchemaSays(String record, Path file) throws IOException {
    assertThat(Schemas.violations(record, tree(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsAndWritesBackEqual(String record, Path file) throws IOException {
    byte[] written = ContractJson.write(ContractJson.read(Files.readAllBytes(file), type(record)));
    assertThat(ContractJson.mapper().readTree(written)).isEqualTo(tree(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void ignoresWhatLaterVersionsAdd(String record, Path file) throws IOException {
    ObjectNode later = (ObjectNode) tree(file);
    later.putObject("addedLater").put("by", "a newer version");
    assertThat(Schemas.violations(record, later)).isEmpty();
    assertThat(ContractJson.read(ContractJson.write(later), type(record)))
        .isEqualTo(ContractJson.read(Files.readAllBytes(file), type(record)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isNotReadWithoutAFieldThatMustBeThere(String record, Path file) throws IOException {
    List<String> required = components(type(record), GoldenPayloadTest::isIndispensable);
    for (String field : required) {
      ObjectNode missing = (ObjectNode) tree(file);
      missing.remove(field);
      ObjectNode empty = (ObjectNode) tree(file);
      empty.putNull(field);
      assertThat(List.of(missing, empty))
          .allSatisfy(
              json ->
                  assertThatThrownBy(
                          () -> ContractJson.read(ContractJson.write(json), type(record)))
                      .as(field)
                      .isInstanceOf(IOException.class));
    }
  }

  @Test
  void isNotReadWithAHoleInsideAndSaysWhere() throws IOException {
    ObjectNode event =
        (ObjectNode) tree(Path.of("src/test/resources/golden/shopper-event/product-added.json"));
    ((ObjectNode) event.at("/identities/1")).remove("value");
    assertThatThrownBy(() -> ContractJson.read(ContractJson.write(event), ShopperEvent.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/identities/")
        .hasMessageContaining("/value")
        .hasMessageNotContaining("ann");
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasTheFieldsOfItsSchema(String record, Class<? extends Record> type) {
    JsonNode schema = Schemas.document(record);
    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(components(type, component -> true));
    assertThat(schema.get("required"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(components(type, GoldenPayloadTest::isRequired));
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasAGoldenFile(String record, Class<? extends Record> type) throws IOException {
    assertThat(files().map(arguments -> arguments.get()[0])).contains(record);
    assertThatThrownBy(() -> ContractJson.read("[]".getBytes(StandardCharsets.UTF_8), type))
        .isInstanceOf(IOException.class);
  }

  @Test
  void keepsTheDigitsOfMoney() throws IOException {
    ShopperEvent event =
        ContractJson.read(
            Files.readAllBytes(
                Path.of("src/test/resources/golden/shopper-event/product-added.json")),
            ShopperEvent.class);
    String written = new String(ContractJson.write(event), StandardCharsets.UTF_8);
    assertThat(written).contains("\"price\":129.90", "\"value\":129.90");
  }

  @Test
  void theStarterScorecardIsAPayloadToo() throws IOException {
    byte[] published = ContractJson.write(Scorecard.starterDocument());
    JsonNode read = ContractJson.mapper().readTree(published);
    assertThat(Schemas.violations("scorecard", read)).isEmpty();
    assertThat(ScorecardReader.read(read).orElseThrow()).isEqualTo(Scorecard.starter());
  }

  private static Stream<RecordComponent> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents());
  }

  /**
   * Fields that came later, or may well be empty, have a value of their own when they are absent.
   */
  private static boolean isIndispensable(RecordComponent component) {
    return isRequired(component)
        && !component.getType().isPrimitive()
        && !Map.class.isAssignableFrom(component.getType());
  }

  private static List<String> components(
      Class<? extends Record> type, Predicate<RecordComponent> which) {
    return components(type).filter(which).map(RecordComponent::getName).toList();
  }

  private static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Class<? extends Record> type(String record) {
    return Objects.requireNonNull(RECORDS.get(record), record);
  }

  private static JsonNode tree(Path file) throws IOException {
    return ContractJson.mapper().readTree(Files.readAllBytes(file));
  }
}
