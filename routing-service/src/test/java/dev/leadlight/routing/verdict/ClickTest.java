package dev.leadlight.routing.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.platform.webhook.Authenticity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_050);
  private static final List<String> SECRETS = List.of("the-next-one", "leadlight-slack-secret");
  private static final String BODY = "payload=%7B%22type%22%3A%22block_actions%22%7D";
  private static final String SIGNATURE =
      "v0=a48094c0feebf03743cf668c7354a640b80fe5bc681e440b4c337d9ef57c2c3e";

  @Test
  void clickSaysWhatWhoAndWhen() throws IOException {
    List<Click> clicks = Click.of(payload("lead_good", "dlv_1", "1790000042.5"), NOW);

    assertThat(clicks)
        .singleElement()
        .returns(Click.Kind.GOOD, Click::kind)
        .returns("dlv_1", Click::delivery)
        .returns("U07", Click::user)
        .returns("C0123456", Click::channel)
        .returns("1790000000.000100", Click::message)
        .returns(Instant.parse("2026-09-21T14:14:02.500Z"), Click::clickedAt);
  }

  @Test
  void sameClickHasTheSameIdAndAnotherHasAnother() throws IOException {
    String id = id("lead_good", "1790000042.5");

    assertThat(id("lead_good", "1790000042.5")).isEqualTo(id).hasSize(38);
    assertThat(id("lead_good", "1790000042.6")).isNotEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"open_link,dlv_1,1", "lead_good,,1", "lead_good,dlv_1,"})
  void whatIsNoClickOfOursIsNone(String action, @Nullable String value, @Nullable String actionTs)
      throws IOException {
    assertThat(Click.of(payload(action, value, actionTs), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1790000000, 1790000000, AUTHENTIC",
    "1790000000, 1790000300, AUTHENTIC",
    "1790000000, 1790000301, STALE",
    "1790000000, 1789999699, STALE",
    "1790000001, 1790000000, FORGED",
    "soon, 1790000000, MALFORMED",
    ", 1790000000, MALFORMED"
  })
  void signatureIsOverTimestampAndBody(@Nullable String timestamp, long now, Authenticity verdict) {
    assertThat(check(timestamp, SIGNATURE, BODY, now)).isEqualTo(verdict);
  }

  @Test
  void oneFlippedByteBreaksIt() {
    long now = 1_790_000_000;
    assertThat(check("1790000000", SIGNATURE, BODY + "&", now)).isEqualTo(Authenticity.FORGED);
    assertThat(check("1790000000", SIGNATURE.replace("a4", "a5"), BODY, now))
        .isEqualTo(Authenticity.FORGED);
    assertThat(check("1790000000", "v1" + SIGNATURE.substring(2), BODY, now))
        .isEqualTo(Authenticity.MALFORMED);
    assertThat(check("1790000000", null, BODY, now)).isEqualTo(Authenticity.MALFORMED);
    assertThat(
            SlackSignature.check(
                List.of(), "1790000000", SIGNATURE, bytes(BODY), Instant.ofEpochSecond(now)))
        .isEqualTo(Authenticity.FORGED);
  }

  private static Authenticity check(
      @Nullable String timestamp, @Nullable String signature, String body, long now) {
    return SlackSignature.check(
        SECRETS, timestamp, signature, bytes(body), Instant.ofEpochSecond(now));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String id(String action, String actionTs) throws IOException {
    return Click.of(payload(action, "dlv_1", actionTs), NOW).get(0).id();
  }

  private static Payload payload(String action, @Nullable String value, @Nullable String actionTs)
      throws IOException {
    String button =
        "{\"action_id\":\"%s\",\"type\":\"button\"%s%s}"
            .formatted(
                action,
                value == null ? "" : ",\"value\":\"" + value + "\"",
                actionTs == null ? "" : ",\"action_ts\":\"" + actionTs + "\"");
    String json =
        """
        {"type":"block_actions","user":{"id":"U07","username":"rob"},
         "container":{"type":"message","message_ts":"1790000000.000100","channel_id":"C0123456"},
         "response_url":"https://hooks.slack.com/actions/1","actions":[%s]}"""
            .formatted(button);
    return Payload.of(ContractJson.mapper().readValue(json, Object.class));
  }
}
