package dev.leadlight.ingest.imports.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.imports.Assembler;
import dev.leadlight.ingest.imports.Mapping;
import dev.leadlight.ingest.imports.MappingReader;
import dev.leadlight.ingest.imports.Row;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.ingest.intake.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of the files that people export. The golden files change only when a preset is meant
 * to.
 */
class PresetsTest {

  private static final Path FILES = Path.of("src/test/resources/imports");

  /** What the adapter makes of them is in them, and tested where it belongs. */
  private static final String HOOKS = "src/test/resources/webhooks/shopify";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shopify-orders",
        "square-orders",
        "square-transactions",
        "loyalty-ledger",
        "pos-transactions"
      })
  void makesMessagesOfAnExport(String preset) throws IOException {
    Path golden = FILES.resolve(preset + ".messages.json");
    List<Object> messages = messages(preset, Files.readAllBytes(FILES.resolve(preset + ".csv")));

    assertThat(ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsBytes(messages)))
        .isEqualTo(ContractJson.mapper().readTree(Files.readAllBytes(golden)));
  }

  /** Whoever connects a shop and imports its past has each order once. */
  @ParameterizedTest
  @CsvSource({
    "order-paid, paid, , web",
    "order-cancelled, paid, 2026-09-21 15:00:00 +0200, web",
    "order-at-the-till, paid, , pos"
  })
  void anOrderOfShopifyIsThatOfItsWebhook(
      String webhook, String status, @Nullable String cancelledAt, String from) throws IOException {
    JsonNode sent = ContractJson.mapper().readTree(Path.of(HOOKS, webhook + ".json").toFile());
    String id = sent.at("/request/json/id").asText();
    String export =
        Files.readString(FILES.resolve("shopify-orders.csv")).lines().findFirst().orElseThrow()
            + "\n#1,ada@example.com,%s,,,,,EUR,,,,25.00,,,,2026-09-21 15:00:00 +0200,1,Cap,25.00,,P-9,,,,%s,,%s,%s,,,,,\n"
                .formatted(status, cancelledAt == null ? "" : cancelledAt, id, from);

    assertThat(messages("shopify-orders", export.getBytes(UTF_8)))
        .extracting(message -> (Object) ((Map<?, ?>) message).get("messageId"))
        .containsExactly(sent.at("/events/0/id").asText());
  }

  private static List<Object> messages(String preset, byte[] file) throws IOException {
    Map<String, Object> document = Presets.find(preset).orElseThrow();
    Mapping mapping = requireNonNull(MappingReader.read(document).mapping());
    ImportState state = States.started("i-1", "shop", Format.CSV, document, Instant.EPOCH);
    RowReader rows = new RowReader(new ByteArrayInputStream(file), state, mapping, false);
    Assembler assembler =
        new Assembler(mapping, rows.columns(), state.source(), state.id(), rows.cut());
    List<Item> items = new ArrayList<>();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      items.addAll(assembler.take(row));
    }
    items.addAll(assembler.finish());
    return items.stream()
        .map(item -> item.refusal() == null ? item.fields() : item.refusal().reason())
        .map(Object.class::cast)
        .toList();
  }
}
