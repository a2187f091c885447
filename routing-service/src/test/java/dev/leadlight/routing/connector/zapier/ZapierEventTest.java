package dev.leadlight.routing.connector.zapier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.Golden;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.connector.HttpMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZapierEventTest {

  @Test
  void isFlatAndTellsWhatItDoesNotKnow() throws IOException {
    Golden.assertSame(event(), "golden/zapier-tier-changed.json");
  }

  @Test
  void samplesHaveItsShape() throws IOException {
    JsonNode event = ContractJson.mapper().readTree(event());

    for (JsonNode sample : ContractJson.mapper().readTree(Samples.TIER_CHANGED)) {
      assertThat(names(sample)).isEqualTo(names(event));
    }
  }

  @ParameterizedTest
  @CsvSource({
    ", , , true",
    "sales-ready, nurture, up, true",
    "nurture, , , false",
    ", newsletter, , false",
    ", , down, false"
  })
  void filterHasToHold(String to, String from, String direction, boolean wanted) {
    TierChange change = TierChanges.becomesSalesReady(Deliveries.ann());

    assertThat(new Subscription(to, from, direction).wants(change)).isEqualTo(wanted);
  }

  @Test
  void subscriptionSurvivesAsSettings() {
    Subscription subscription =
        Subscription.of(
            Payload.of(Map.of("filter", Map.of("to", "sales-ready", "direction", "up"))));

    assertThat(Subscription.of(subscription.settings()))
        .isEqualTo(new Subscription("sales-ready", null, "up"));
  }

  private static String event() {
    return HttpMessage.text(ZapierEvent.of(Deliveries.annIsSalesReady(), null));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
