package dev.leadlight.ingest.sdk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pages tell the library arrives in Kafka. */
@QuarkusTest
class LibraryCallsTest extends LibraryInChromium {
  @Test
  void eachTypedCallIsItsSignal() {
    Map<String, String> signals =
        Map.ofEntries(
            Map.entry("searched", "products_searched"),
            Map.entry("productListViewed", "product_list_viewed"),
            Map.entry("productClicked", "product_clicked"),
            Map.entry("productViewed", "product_viewed"),
            Map.entry("addedToCart", "product_added"),
            Map.entry("removedFromCart", "product_removed"),
            Map.entry("addedToWishlist", "product_added_to_wishlist"),
            Map.entry("removedFromWishlist", "product_removed_from_wishlist"),
            Map.entry("cartViewed", "cart_viewed"),
            Map.entry("couponApplied", "coupon_applied"),
            Map.entry("checkoutStarted", "checkout_started"),
            Map.entry("checkoutStepCompleted", "checkout_step_completed"),
            Map.entry("paymentInfoEntered", "payment_info_entered"),
            Map.entry("orderCompleted", "order_completed"),
            Map.entry("backInStockRequested", "back_in_stock_requested"));
    Page page = open("");
    page.evaluate(BOTH);

    page.evaluate(
        "([calls, mark]) => calls.forEach(call => leadlight[call]({ mark, call }))",
        List.of(List.copyOf(signals.keySet()), mark));

    assertThat(awaitEvents(signals.size()))
        .allSatisfy(
            event ->
                assertThat(signals)
                    .containsEntry(
                        String.valueOf(event.properties().get("call")), event.signal().name()));
  }

  @Test
  void anEventSaysWhoWhereWhenAndWithWhoseConsent() {
    Page page = open("shoes?size=42");
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { leadlight.identify('u-' + mark, { name: 'Ann' });"
            + " leadlight.orderCompleted({ mark, order_id: 'o-1', total: 129.9, currency: 'EUR' }) }",
        mark);

    ShopperEvent order = awaitEvents(1).get(0);
    assertThat(order.identities())
        .contains(new Identity(IdentityKind.USER, "u-" + mark))
        .anyMatch(identity -> identity.kind() == IdentityKind.ANONYMOUS);
    assertThat(order.page())
        .containsEntry("path", "/shoes")
        .containsEntry("search", "?size=42")
        .containsEntry("title", "Shop");
    assertThat(order.consent()).isEqualTo(Map.of("analytics", true, "marketing", false));
    assertThat(order.value()).isEqualByComparingTo("129.9");
    assertThat(order.sessionId()).isNotBlank();
    assertThat(order.source()).isEqualTo("shop");
  }

  @Test
  void callsInQuickSuccessionShareARequestWithoutAPreflight() {
    Page page = open("");
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { for (let i = 0; i < 30; i++) leadlight.track('Step', { mark, i }) }", mark);

    awaitEvents(30);
    assertThat(visitor.requests("/v1/batch"))
        .singleElement()
        .satisfies(request -> assertThat(request.method()).isEqualTo("POST"));
  }

  @Test
  void callsBeforeTheLibraryHasLoadedAreKept() {
    visit(
        "<script>leadlight = [['consent', { analytics: true }],"
            + " ['track', 'Early', { mark: '"
            + mark
            + "' }]]</script>"
            + scriptTag("shop-key"));
    visitor.open(SHOP);

    assertThat(awaitEvents(1)).extracting(event -> event.signal().name()).containsExactly("early");
  }

  @Test
  void pagesAreToldAlsoWhenOnlyTheHistoryMoves() {
    Page page = open("a-" + mark);
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { history.pushState({}, '', '/b-' + mark); document.title = 'B' }", mark);
    page.evaluate("mark => history.replaceState({}, '', '/b-' + mark + '#reviews')", mark);
    page.goBack();

    List<ShopperEvent> pages =
        awaitEvents(3, event -> String.valueOf(event.page().get("path")).contains(mark));
    assertThat(pages).allMatch(event -> event.signal().name().equals("page_viewed"));
    assertThat(pages)
        .extracting(event -> event.page().get("path"))
        .containsExactlyInAnyOrder("/a-" + mark, "/b-" + mark, "/a-" + mark);
    assertThat(pages)
        .filteredOn(event -> ("/b-" + mark).equals(event.page().get("path")))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.page())
                    .containsEntry("title", "B")
                    .containsEntry("referrer", SHOP + "a-" + mark));
  }

  @Test
  void aVisitIsOneSessionAndOnePersonUntilReset() {
    Page page = open("");
    page.evaluate(BOTH);
    page.evaluate(
        "mark => { leadlight.identify('u-' + mark); leadlight.track('A', { mark }) }", mark);
    page.reload();
    page.evaluate("mark => leadlight.track('B', { mark })", mark);
    page.evaluate("mark => { leadlight.reset(); leadlight.track('C', { mark }) }", mark);

    List<ShopperEvent> events = awaitEvents(3);
    ShopperEvent before = named(events, "a");
    ShopperEvent reloaded = named(events, "b");
    ShopperEvent after = named(events, "c");
    assertThat(reloaded.identities()).isEqualTo(before.identities()).hasSize(2);
    assertThat(reloaded.sessionId()).isEqualTo(before.sessionId());
    assertThat(after.identities())
        .singleElement()
        .satisfies(
            identity -> {
              assertThat(identity.kind()).isEqualTo(IdentityKind.ANONYMOUS);
              assertThat(before.identities()).doesNotContain(identity);
            });
    assertThat(after.sessionId()).isNotEqualTo(before.sessionId());
  }

  @Test
  void halfAnHourOfSilenceEndsASession() {
    Page page = open("");
    page.evaluate(BOTH);
    page.evaluate("mark => leadlight.track('A', { mark })", mark);
    page.evaluate(
        "mark => { const state = JSON.parse(localStorage.leadlight); state.seen -= 30 * 60 * 1000;"
            + " localStorage.leadlight = JSON.stringify(state); leadlight.track('B', { mark }) }",
        mark);

    List<ShopperEvent> events = awaitEvents(2);
    assertThat(named(events, "a").sessionId()).isNotEqualTo(named(events, "b").sessionId());
    assertThat(named(events, "a").identities()).isEqualTo(named(events, "b").identities());
  }

  @Test
  void aSourceWithOriginsHearsOnlyItsPages() {
    visit(scriptTag("closed-key"));
    Page own = visitor.open(SHOP);
    own.evaluate(BOTH);
    own.evaluate("mark => leadlight.track('Own', { mark })", mark);
    awaitEvents(1);

    Page other = visitor.open("https://elsewhere.example/");
    other.evaluate(BOTH);
    other.evaluate("mark => leadlight.track('Other', { mark })", mark);

    eventually(() -> assertThat(storedKeys(other)).hasSize(1));
    assertThat(events()).extracting(event -> event.signal().name()).containsExactly("own");
  }
}
