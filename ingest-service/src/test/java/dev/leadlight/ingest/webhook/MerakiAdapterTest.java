package dev.leadlight.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.ingest.intake.Item;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MerakiAdapterTest {

  private static final String SECRET = "leadlight-meraki-secret";
  private static final String MAC = "00:11:22:33:44:55";

  private final MerakiAdapter adapter = new MerakiAdapter();

  @Test
  void aVisitIsADayOfTheStore() {
    assertThat(visit("ada@example.com", "2026-09-21T06:00:00Z"))
        .isEqualTo(visit("Ada@example.com", "2026-09-21T21:59:59Z"))
        .isNotEqualTo(visit("ada@example.com", "2026-09-21T22:00:00Z"))
        .isNotEqualTo(visit("bob@example.com", "2026-09-21T06:00:00Z"));
  }

  @Test
  void onlyAnAddressThatThePhoneDidNotMakeUpNamesADevice() {
    for (String second : List.of("0", "1", "4", "5", "8", "9", "c", "D")) {
      assertThat(device("f" + second + ":11:22:33:44:55")).startsWith("wifi:");
    }
    for (String second : List.of("2", "3", "6", "7", "a", "B", "e", "f")) {
      assertThat(device("f" + second + ":11:22:33:44:55")).isEqualTo("nobody's");
    }
    assertThat(device("not an address")).isEqualTo("nobody's");
  }

  @Test
  void theSameAddressIsHashedDifferentlyUnderAnotherSalt() {
    assertThat(device(MAC, "leadlight-test-salt"))
        .isEqualTo(device("00-11-22-33-44-55", "leadlight-test-salt"))
        .isNotEqualTo(device(MAC, "leadlight-next-salt"));
  }

  @Test
  void nothingIsKeptAsItWasSent() {
    assertThat(items(observation(MAC, "ada", "no time"), "leadlight-test-salt"))
        .isNotEmpty()
        .allSatisfy(
            item ->
                assertThat(StandardCharsets.UTF_8.decode(item.sent()).toString())
                    .contains("N_1")
                    .doesNotContain(SECRET, MAC, "ada"));
  }

  @Test
  void needsAValidatorASaltAndATimeZone() {
    assertThat(fault("validator", "v", "salt", "leadlight-test-salt")).isFalse();
    assertThat(fault("salt", "leadlight-test-salt")).isTrue();
    assertThat(fault("validator", "v", "salt", "short")).isTrue();
    assertThat(fault("validator", "v", "salt", "leadlight-test-salt", "time-zone", "Mars"))
        .isTrue();
  }

  private boolean fault(String... options) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return adapter.fault(Requests.settings("meraki", map, SECRET)).isPresent();
  }

  private @Nullable String visit(String login, String time) {
    Item visit = items(observation(MAC, login, time), "leadlight-test-salt").get(1);
    return Payload.of(visit.fields()).text("messageId");
  }

  private String device(String mac) {
    return device(mac, "leadlight-test-salt");
  }

  private String device(String mac, String salt) {
    Item checkIn = items(observation(mac, "ada", "2026-09-21T06:00:00Z"), salt).get(0);
    Payload device = Payload.of(checkIn.fields()).object("context").object("device");
    String id = device.text("id");
    return id == null ? "nobody's" : id;
  }

  private List<Item> items(String observation, String salt) {
    String body =
        """
        {"version":"3.0","secret":"%s","type":"WiFi",
         "data":{"networkId":"N_1","observations":[%s]}}
        """
            .formatted(SECRET, observation);
    Map<String, String> options =
        Map.of(
            "validator", "v",
            "salt", salt,
            "time-zone", "Europe/Berlin",
            "ignored-ssids", "Staff, ,Staff,");
    return adapter.read(
        Requests.post(body, Map.of()), Requests.settings("meraki", options, SECRET));
  }

  private static String observation(String mac, String login, String time) {
    return """
    {"clientMac":"%s","userId":"%s","latestRecord":{"time":"%s"}}
    """
        .formatted(mac, login, time);
  }
}
