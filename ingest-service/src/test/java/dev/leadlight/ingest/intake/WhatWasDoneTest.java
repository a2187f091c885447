package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was done, for how much, and what was agreed; or why a message is refused. */
class WhatWasDoneTest extends ShopMessages {

  @ParameterizedTest
  @CsvSource({
    "Product Added, product_added, ONLINE",
    "product_added, product_added, ONLINE",
    "Added Product, product_added, ONLINE",
    "'  Order   Completed ', order_completed, ONLINE",
    "Wi-Fi Checked In, wi_fi_checked_in, IN_STORE",
    "POS Purchase, pos_purchase, IN_STORE",
    "Email Link Clicked, email_link_clicked, EMAIL",
    "Größe gewählt, größe_gewählt, ONLINE",
  })
  void namesSignalsInSnakeCase(String event, String signal, Channel channel) {
    ShopperEvent read = event(with("event", event));

    assertThat(read.signal().name()).isEqualTo(signal);
    assertThat(read.channel()).isEqualTo(channel);
  }

  @Test
  void keepsTheSendersIdAndShortensWildOnes() {
    assertThat(event(with("messageId", "m-1")).id()).isEqualTo("m-1");
    assertThat(event(with("messageId", 17)).id()).isEqualTo("17");
    assertThat(event(with("messageId", "")).id()).isEqualTo("fresh");
    String wild = "x".repeat(101);
    assertThat(event(with("messageId", wild)).id())
        .hasSize(64)
        .isEqualTo(event(with("messageId", wild)).id())
        .isNotEqualTo(event(with("messageId", wild + "y")).id());
  }

  @Test
  void aPagesNameIsAProperty() {
    Map<String, Object> page =
        message("userId", "u1", "name", "Shoes", "category", null, "properties", map("path", "/s"));

    ShopperEvent read = accepted(normaliser.normalise(page, Call.PAGE, Envelope.NONE, null));

    assertThat(read.properties()).containsOnly(Map.entry("path", "/s"), Map.entry("name", "Shoes"));
  }

  @Test
  void carriesNoAddressOfTheSender() {
    ShopperEvent read =
        event(with("context", map("ip", "203.0.113.9", "page", map("path", "/p"), "sessionId", 5)));

    assertThat(read.toString()).doesNotContain("203.0.113.9");
    assertThat(read.page()).isEqualTo(Map.of("path", "/p"));
    assertThat(read.sessionId()).isEqualTo("5");
  }

  @Test
  void theBatchSpeaksWhereTheMessageIsSilent() {
    Envelope batch =
        new Envelope(
            map("sessionId", "batch", "page", map("path", "/batch")),
            52,
            Instant.parse("2026-09-21T10:05:00Z"));
    Map<String, Object> message = with("context", map("sessionId", "own"));
    message.put("timestamp", "2026-09-21T10:00:00Z");

    ShopperEvent read = accepted(normaliser.normalise(message, null, batch, null));

    assertThat(read.sessionId()).isEqualTo("own");
    assertThat(read.page()).isEqualTo(Map.of("path", "/batch"));
    assertThat(read.occurredAt()).isEqualTo(Instant.parse("2026-09-21T10:00:00Z"));
  }

  // ---- how much, and what was agreed

  @Test
  void readsMoneyHoweverItIsSent() {
    assertMoney(map("total", "19.90", "revenue", 15, "currency", "eur"), "19.90", "EUR");
    assertMoney(map("revenue", 15, "value", 3, "currency", "EUR"), "15", "EUR");
    assertMoney(map("total", "a lot", "value", new BigDecimal("3.5")), "3.5", null);
    assertMoney(map("price", "129.00", "quantity", 2, "currency", "Taler"), "258.00", null);
    assertMoney(map("price", 129, "currency", 7), "129", null);
    assertMoney(map("quantity", 2, "currency", "USD"), null, "USD");
    assertMoney(map("total", List.of(), "price", new BigDecimal("1e200")), null, null);
    assertMoney(map("total", new BigDecimal("-19.90")), "-19.90", null);
  }

  /** Larger than any currency's: arithmetic with them would be a burden. */
  @Test
  void amountsThatNobodyPaysAreNone() {
    for (String paid : List.of("9".repeat(30), "1e29")) {
      assertMoney(map("total", new BigDecimal(paid)), paid, null);
    }
    for (String never : List.of("9".repeat(31), "1e30")) {
      assertMoney(map("total", new BigDecimal(never)), null, null);
    }
  }

  /** Shops add up in JavaScript, where three at 12.95 are 38.849999999999994. */
  @Test
  void sumsOfBinaryFractionsAreWhatWasPaid() {
    assertMoney(map("total", new BigDecimal("38.849999999999994")), "38.85", null);
    assertMoney(map("total", "38.849999999999994"), "38.85", null);
    assertMoney(map("total", new BigDecimal("17997.000000000004")), "17997", null);
    assertMoney(map("price", new BigDecimal("19.990000000000002"), "quantity", 3), "59.97", null);
    assertMoney(map("total", new BigDecimal("5.551115123125783e-17")), "0", null);
    assertMoney(map("total", new BigDecimal("0.00000001")), "1e-8", null);
  }

  @Test
  void readsConsentByPurpose() {
    Map<String, Object> preferences = map("Marketing", true, "analytics", false, "odd", "yes");
    Map<String, Object> message =
        with("context", map("consent", map("categoryPreferences", preferences)));
    assertThat(event(message).consent()).isEqualTo(Map.of("marketing", true, "analytics", false));

    for (String event : List.of("Unsubscribed", "Email Marked as Spam")) {
      message.put("event", event);
      assertThat(event(message).consent())
          .isEqualTo(Map.of("marketing", false, "email", false, "analytics", false));
    }
  }

  @Test
  void subscribingGivesConsentUnlessTheMessageSaysOtherwise() {
    Map<String, Object> message =
        with("context", map("consent", map("categoryPreferences", map("Marketing", false))));
    message.put("event", "Subscribed");
    assertThat(event(message).consent()).isEqualTo(Map.of("marketing", false, "email", true));
  }

  // ---- refusals

  @Test
  void refusesWithAReasonAndAPlace() {
    assertRefusal(with("type", "merge"), RejectionReason.UNKNOWN_TYPE, "/type");
    assertRefusal(with("type", null), RejectionReason.UNKNOWN_TYPE, "/type");
    assertRefusal(with("event", null), RejectionReason.MISSING_EVENT, "/event");
    assertRefusal(with("event", "  ?! "), RejectionReason.MISSING_EVENT, "/event");
    assertRefusal(with("event", "x".repeat(201)), RejectionReason.EVENT_NAME_TOO_LONG, "/event");
    assertRefusal(with("type", "group"), RejectionReason.MISSING_GROUP, "/groupId");
    assertRefusal(with("type", "alias"), RejectionReason.MISSING_PREVIOUS_ID, "/previousId");
    assertRefusal(with("properties", nested(40)), RejectionReason.NESTED_TOO_DEEPLY, "");
    assertRefusal(
        with("properties", map("n", new BigDecimal("1e-400"))),
        RejectionReason.NUMBER_OUT_OF_RANGE,
        "");
    assertRefusal(
        with("properties", map("n", BigInteger.TEN.pow(309))),
        RejectionReason.NUMBER_OUT_OF_RANGE,
        "");
    assertRefusal(with("properties", map("half \ud83d", 1)), RejectionReason.UNREADABLE_TEXT, "");
    assertRefusal(with("traits", map("name", "Ann\u0000")), RejectionReason.UNREADABLE_TEXT, "");
    assertThat(event(with("properties", map("whole \ud83d\ude00", 1))).properties()).hasSize(1);
  }

  @Test
  void theSameMessageGivesTheSameEvent() {
    assertThat(event(view())).isEqualTo(event(view()));
  }

  @Test
  void takesWhatIsJustWithinTheLimits() {
    assertThat(event(with("event", "x".repeat(200))).signal().name()).hasSize(200);
    assertThat(event(with("messageId", "y".repeat(100))).id()).isEqualTo("y".repeat(100));
    // The message itself is the first level, its properties are the second.
    assertThat(event(with("properties", map("n", nested(30)))).properties()).hasSize(1);
    assertThat(event(with("properties", nestedObjects(30))).properties()).hasSize(1);
    for (Object tooDeep : List.of(map("n", nested(31)), nestedObjects(31))) {
      assertRefusal(with("properties", tooDeep), RejectionReason.NESTED_TOO_DEEPLY, "");
    }
  }

  private static Map<String, Object> nestedObjects(int levels) {
    return map("n", levels == 0 ? "core" : nestedObjects(levels - 1));
  }

  private static Object nested(int levels) {
    return levels == 0 ? "core" : List.of(nested(levels - 1));
  }

  private void assertMoney(
      Map<String, Object> properties, @Nullable String value, @Nullable String currency) {
    ShopperEvent read = event(with("properties", properties));
    assertThat(read.value()).isEqualTo(value == null ? null : new BigDecimal(value));
    assertThat(read.currency()).isEqualTo(currency);
  }

  private void assertRefusal(Map<String, Object> message, RejectionReason reason, String pointer) {
    assertThat(rejected(message)).isEqualTo(new Verdict.Rejected(reason, pointer));
  }
}
