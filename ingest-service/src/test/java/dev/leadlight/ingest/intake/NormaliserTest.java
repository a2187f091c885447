package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.ingest.source.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {

  private static final Instant T0 = Instant.parse("2026-09-21T10:05:00Z");
  private static final Source SHOP = new Source("shop", Channel.ONLINE, Set.of());

  private final Normaliser normaliser = new Normaliser(SHOP, T0, () -> "fresh");

  // ---- when: semantics of time

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "clock 3 h fast,              2026-09-21T13:00:00Z,      2026-09-21T13:05:00Z, 2026-09-21T10:00:00Z",
    "clock a day slow,            2026-09-20T10:00:00Z,      2026-09-20T10:05:00Z, 2026-09-21T10:00:00Z",
    "no sentAt,                   2026-09-21T09:59:00Z,      ,                     2026-09-21T09:59:00Z",
    "no timestamp,                ,                          2026-09-21T10:00:00Z, 2026-09-21T10:05:00Z",
    "neither,                     ,                          ,                     2026-09-21T10:05:00Z",
    "sentAt unreadable,           2026-09-21T09:00:00Z,      soon,                 2026-09-21T09:00:00Z",
    "timestamp unreadable,        yesterday,                 2026-09-21T10:00:00Z, 2026-09-21T10:05:00Z",
    "in the future,               2026-09-22T00:00:00Z,      ,                     2026-09-21T10:05:00Z",
    "done after it was sent,      2026-09-21T10:06:00Z,      2026-09-21T10:00:00Z, 2026-09-21T10:05:00Z",
    "import of history,           2025-08-17T10:05:00Z,      2026-09-21T10:05:00Z, 2025-08-17T10:05:00Z",
    "an offset,                   2026-09-21T12:00:00+02:00, ,                     2026-09-21T10:00:00Z",
    "an offset without colon,     2026-09-21T12:00:00.5+0200,,                     2026-09-21T10:00:00.500Z",
    "nanoseconds,                 2026-09-21T10:00:00.123456789Z,,                 2026-09-21T10:00:00.123456789Z",
    "no zone,                     2026-09-21T10:00:00,       ,                     2026-09-21T10:00:00Z",
    "a blank for the T,           2026-09-21 10:00:00Z,      ,                     2026-09-21T10:00:00Z",
    "a date,                      2026-09-21,                ,                     2026-09-21T00:00:00Z",
    "epoch seconds as text,       1789984800,                ,                     2026-09-21T10:00:00Z",
    "epoch milliseconds as text,  1789984800123,             ,                     2026-09-21T10:00:00.123Z",
    "year 10000,                  +10000-01-01T00:00:00Z,    ,                     2026-09-21T10:05:00Z",
    "before 1970,                 1969-12-31T23:59:59Z,      ,                     2026-09-21T10:05:00Z",
    "a fantastic sentAt,          2026-09-21T10:00:00Z,      9999-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
  })
  void correctsTheClockOfTheDevice(
      String name, @Nullable String timestamp, @Nullable String sentAt, Instant expected) {
    Map<String, Object> message = view();
    message.put("timestamp", timestamp);
    message.put("sentAt", sentAt);

    assertThat(event(message).occurredAt()).isEqualTo(expected);
  }

  @Test
  void readsEpochNumbers() {
    for (Object sent :
        List.of(1789984800, 1789984800000L, new BigDecimal("1789984800.0"), "1789984800.000")) {
      assertThat(event(with("timestamp", sent)).occurredAt())
          .isEqualTo(Instant.parse("2026-09-21T10:00:00Z"));
    }
    for (Object sent : List.of(-1, new BigDecimal("1e300"), true, List.of())) {
      assertThat(event(with("timestamp", sent)).occurredAt()).isEqualTo(T0);
    }
  }

  @Test
  void aGivenTimestampWinsOverTheOriginalOne() {
    Map<String, Object> message = with("originalTimestamp", "2026-09-21T10:00:00Z");
    assertThat(event(message).occurredAt()).isEqualTo(Instant.parse("2026-09-21T10:00:00Z"));

    message.put("timestamp", "2026-09-20T10:00:00Z");
    assertThat(event(message).occurredAt()).isEqualTo(Instant.parse("2026-09-20T10:00:00Z"));
  }

  // ---- what

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

  // ---- who

  @Test
  void findsIdentitiesWhereverThePersonIsNamed() {
    Map<String, Object> message =
        message(
            "userId",
            42,
            "anonymousId",
            "a1",
            "traits",
            map("email", " Ada@Example.com ", "loyaltyId", "L1"),
            "context",
            map(
                "traits",
                map("phone", "+49 30 901820", "crm_id", "003"),
                "device",
                map("id", "d1"),
                "externalIds",
                List.of(map("id", "L2", "type", "loyalty_id"), map("id", "x", "type", "unknown"))));

    ShopperEvent read = accepted(normaliser.normalise(message, Call.IDENTIFY, Envelope.NONE, null));

    assertThat(read.identities())
        .extracting(Identity::label)
        .containsExactlyInAnyOrder(
            "user:42",
            "loyalty:L1",
            "loyalty:L2",
            "email:ada@example.com",
            "phone:+4930901820",
            "crm:003",
            "anonymous:a1",
            "device:d1");
    assertThat(read.strongestIdentity()).isEqualTo(Identity.parse("user:42").orElseThrow());
  }

  @Test
  void ofPropertiesOnlyTheLoyaltyCardNamesThePerson() {
    Map<String, Object> gift =
        with(
            "properties",
            map("email", "friend@example.com", "phone", "+4930901820", "loyalty_id", "L1"));

    assertThat(event(gift).identities())
        .extracting(Identity::label)
        .containsExactly("loyalty:L1", "anonymous:a1");
  }

  @Test
  void aGroupsTraitsAreNotThePersons() {
    Map<String, Object> message =
        message("userId", "u1", "groupId", "g1", "traits", map("email", "office@example.com"));

    ShopperEvent read = accepted(normaliser.normalise(message, Call.GROUP, Envelope.NONE, null));

    assertThat(read.identities()).extracting(Identity::label).containsExactly("user:u1");
    assertThat(read.properties()).containsEntry("group_id", "g1").containsKey("email");
    assertThat(read.traits()).isEmpty();
  }

  @Test
  void anAliasLinksTheFormerIdToTheUser() {
    Map<String, Object> message = message("previousId", "a1", "userId", "u1");
    ShopperEvent read = accepted(normaliser.normalise(message, Call.ALIAS, Envelope.NONE, null));
    assertThat(read.identities())
        .extracting(Identity::label)
        .containsExactly("user:u1", "anonymous:a1");

    message.put("previousId", "ada@example.com");
    read = accepted(normaliser.normalise(message, Call.ALIAS, Envelope.NONE, null));
    assertThat(read.identities())
        .extracting(Identity::label)
        .containsExactly("user:u1", "email:ada@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "undefined", "[object Object]", "0", "-1", "NaN"})
  void refusesWhoeverIsNobody(String nobody) {
    Map<String, Object> message = message("type", "track", "event", "x", "userId", nobody);

    assertThat(rejected(message).reason()).isEqualTo(RejectionReason.MISSING_IDENTITY);
  }

  @Test
  void headsMayBeCountedWithoutNames() {
    assertThat(event(message("type", "track", "event", "Footfall Counted")).identities()).isEmpty();
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
    assertRefusal(with("properties", map("half \ud83d", 1)), RejectionReason.UNREADABLE_TEXT, "");
    assertThat(event(with("properties", map("whole \ud83d\ude00", 1))).properties()).hasSize(1);
  }

  @Test
  void theSameMessageGivesTheSameEvent() {
    assertThat(event(view())).isEqualTo(event(view()));
  }

  // ---- fixtures

  private static Map<String, Object> view() {
    return message("type", "track", "event", "Product Viewed", "anonymousId", "a1");
  }

  private static Map<String, Object> with(String name, @Nullable Object value) {
    Map<String, Object> message = view();
    message.put(name, value);
    return message;
  }

  private static Map<String, Object> message(@Nullable Object... namesAndValues) {
    return map(namesAndValues);
  }

  private static Map<String, Object> map(@Nullable Object... namesAndValues) {
    Map<String, Object> map = new HashMap<>();
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(namesAndValues));
    for (int i = 0; i < all.size(); i += 2) {
      map.put(String.valueOf(all.get(i)), all.get(i + 1));
    }
    return map;
  }

  private static Object nested(int levels) {
    return levels == 0 ? "core" : List.of(nested(levels - 1));
  }

  private ShopperEvent event(Map<String, Object> message) {
    return accepted(normaliser.normalise(message, null, Envelope.NONE, null));
  }

  private static ShopperEvent accepted(Verdict verdict) {
    return verdict.fold(
        Verdict.Accepted::event,
        rejected -> {
          throw new AssertionError(rejected.toString());
        });
  }

  private Verdict.Rejected rejected(Map<String, Object> message) {
    return normaliser
        .normalise(message, null, Envelope.NONE, null)
        .fold(
            accepted -> {
              throw new AssertionError(accepted.toString());
            },
            rejected -> rejected);
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
