package dev.leadlight.ingest.sdk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.ingest.sdk.shell.ShopBrowser.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told once arrives, whatever happens on the way. */
@QuarkusTest
class LibraryDeliveryTest extends LibraryInChromium {
  @Test
  void whatWasDoneOfflineComesBackOnce() {
    Page page = open("");
    page.evaluate(BOTH);
    visitor.setOffline(true);
    page.evaluate(
        "mark => { for (let i = 0; i < 5; i++) leadlight.track('Offline', { mark }) }", mark);
    page.waitForTimeout(2500);
    assertThat(events()).isEmpty();

    visitor.setOffline(false);

    awaitEvents(5);
    page.waitForTimeout(2500);
    assertThat(events()).hasSize(5);
    assertThat(storedKeys(page)).containsExactly("leadlight");
  }

  @Test
  void whatAClosedPageLeftIsSentByTheNext() {
    Page page = open("");
    page.evaluate(BOTH);
    page.evaluate("navigator.sendBeacon = () => false");
    Runnable back = visitor.answer("**/v1/batch", route -> route.abort());
    page.evaluate("mark => leadlight.addedToCart({ mark })", mark);
    page.close();
    assertThat(events()).isEmpty();
    back.run();

    visitor.open(SHOP);

    awaitEvents(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void whatMayPassIsTriedAgainUnderTheSameIdAfterTheTimeAskedFor(int status) {
    Page page = open("");
    page.evaluate(BOTH);
    AtomicInteger refusals = new AtomicInteger();
    visitor.answer(
        "**/v1/batch",
        route -> {
          if (refusals.getAndIncrement() == 0) {
            route.fulfill(Visitor.answer(status));
          } else {
            route.resume();
          }
        });

    double asked = ((Number) page.evaluate("Date.now()")).doubleValue();
    page.evaluate("mark => leadlight.track('Again', { mark })", mark);

    awaitEvents(1);
    assertThat(((Number) page.evaluate("Date.now()")).doubleValue() - asked)
        .isGreaterThanOrEqualTo(2000);
    List<Request> tries = visitor.requests("/v1/batch");
    assertThat(tries).hasSize(2);
    assertThat(messageIds(tries.get(1))).isEqualTo(messageIds(tries.get(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void whatWillNeverPassIsDropped(int status) {
    Page page = open("");
    page.evaluate(BOTH);
    visitor.answer("**/v1/batch", status, "");
    page.evaluate("mark => leadlight.track('Bad', { mark })", mark);

    eventually(() -> assertThat(storedKeys(page)).hasSize(1));
    assertThat(visitor.requests("/v1/batch")).hasSize(1);
  }

  @Test
  void aRequestThatIsTooLargeIsSentInParts() {
    Page page = open("");
    page.evaluate(BOTH);
    AtomicInteger refusals = new AtomicInteger();
    visitor.answer(
        "**/v1/batch",
        route -> {
          if (messageIds(route.request()).size() > 3) {
            refusals.incrementAndGet();
            route.fulfill(Visitor.answer(413));
          } else {
            route.resume();
          }
        });

    page.evaluate(
        "mark => { for (let i = 0; i < 10; i++) leadlight.track('Part', { mark }) }", mark);

    awaitEvents(10);
    assertThat(refusals).hasPositiveValue();
  }

  @Test
  void aRequestThatNobodyAnswersIsGivenUpAndSentAgain() {
    Page page = open("");
    page.evaluate(
        "() => { AbortSignal.timeout = () => { const end = new AbortController();"
            + " setTimeout(() => end.abort(), 500); return end.signal } }");
    page.evaluate(BOTH);
    Runnable back = visitor.answer("**/v1/batch", route -> {});
    page.evaluate("mark => leadlight.track('Again', { mark })", mark);
    eventually(() -> assertThat(visitor.requests("/v1/batch")).isNotEmpty());
    back.run();

    awaitEvents(1);
  }

  @Test
  void aLongQueueIsSentRequestByRequestNoneOfWhichTheBrowserRefuses() {
    Page page = open("");
    page.evaluate(
        "() => { const plain = fetch; window.failed = 0; window.fetch = (...args) => {"
            + " const answer = plain(...args); answer.catch(() => failed++); return answer } }");
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { for (let i = 0; i < 12; i++) leadlight.track('Large', { mark, text: 'x'.repeat(20000) }) }",
        mark);

    awaitEvents(12);
    assertThat(page.evaluate("failed")).isEqualTo(0);
  }

  @Test
  void largeMessagesAreSpreadOverRequestsAndHugeOnesAreLeftOut() {
    Page page = open("");
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { for (let i = 0; i < 6; i++) leadlight.track('Large', { mark, text: 'é'.repeat(12000) });"
            + " leadlight.track('Huge', { mark, text: 'x'.repeat(40000) }) }",
        mark);

    awaitEvents(6);
    assertThat(visitor.requests("/v1/batch")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(events()).extracting(event -> event.signal().name()).containsOnly("large");
  }

  @Test
  void whereNothingCanBeStoredAHiddenPageKeepsWhatItsBeaconMayHaveLost() {
    Page page = open("");
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }");
    page.evaluate(BOTH);
    visitor.setOffline(true);
    page.evaluate("mark => leadlight.addedToCart({ mark })", mark);
    page.evaluate(
        "for (const state of ['hidden', 'visible']) {"
            + " Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });"
            + " document.dispatchEvent(new Event('visibilitychange')) }");
    assertThat(events()).isEmpty();

    visitor.setOffline(false);

    awaitEvents(1);
  }

  @Test
  void aPageThatIsLeftSendsABeaconAndTheNextMakesSureUnderTheSameId() {
    Page page = open("");
    page.evaluate(BOTH);

    // The other shop's pages cannot see what is stored here: only the beacon can tell.
    page.evaluate(
        "mark => { leadlight.checkoutStarted({ mark }); location.href = 'https://elsewhere.example/' }",
        mark);
    ShopperEvent told = awaitEvents(1).get(0);

    Page back = visitor.open(SHOP);
    eventually(
        () ->
            assertThat(visitor.requests("/v1/batch"))
                .anyMatch(request -> messageIds(request).contains(told.id())));
    eventually(() -> assertThat(storedKeys(back)).containsExactly("leadlight"));

    assertThat(events()).extracting(ShopperEvent::id).containsOnly(told.id());
  }

  @Test
  void whatTwoTabsKnowIsSentUnderOneId() {
    Page first = open("");
    first.evaluate(BOTH);
    visitor.setOffline(true);
    first.evaluate("mark => leadlight.addedToCart({ mark })", mark);
    visitor.setOffline(false);

    visitor.open(SHOP);

    awaitEvents(1);
    first.waitForTimeout(2500);
    assertThat(events()).extracting(ShopperEvent::id).containsOnly(awaitEvents(1).get(0).id());
    assertThat(storedKeys(first)).containsExactly("leadlight");
  }

  @Test
  void whatAPageLeftGoesToItsOwnSourceAndNoOther() {
    Page page = open("");
    page.evaluate(BOTH);
    page.evaluate("navigator.sendBeacon = () => false");
    Runnable back = visitor.answer("**/v1/batch", route -> route.abort());
    page.evaluate("mark => leadlight.addedToCart({ mark })", mark);
    // As older versions stored it, which did not say whose it is.
    page.evaluate(
        "mark => localStorage.setItem('leadlight:1:2-3', JSON.stringify({ type: 'track',"
            + " event: 'Cart Viewed', anonymousId: mark, messageId: mark, properties: { mark } }))",
        mark);
    page.close();
    back.run();

    visitor.answer(
        SHOP + "outlet",
        route ->
            route.fulfill(
                new FulfillOptions()
                    .setContentType("text/html")
                    .setBody(scriptTag("demo-storefront"))));
    visitor.open(SHOP + "outlet");
    assertThat(awaitEvents(1).get(0).signal().name()).isEqualTo("cart_viewed");

    visitor.open(SHOP);
    assertThat(named(awaitEvents(2), "product_added").source()).isEqualTo("shop");
  }

  @Test
  void worksWhereNothingCanBeStored() {
    visit(
        "<script>Object.defineProperty(window, 'localStorage',"
            + " { get() { throw new DOMException('denied', 'SecurityError') } })</script>"
            + scriptTag("shop-key"));
    Page page = visitor.open(SHOP);
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { leadlight.track('A', { mark }); leadlight.track('B', { mark }) }", mark);

    List<ShopperEvent> events = awaitEvents(2);
    assertThat(events.get(0).identities()).isEqualTo(events.get(1).identities());
  }

  @Test
  void aCallThatMakesNoSenseStopsNoPage() {
    Page page = open("");
    page.evaluate(BOTH);

    Object went =
        page.evaluate(
            "mark => { const loop = {}; loop.loop = loop; leadlight.track('Loop', loop);"
                + " leadlight.track(); leadlight.identify(); leadlight.page(); leadlight.push(['no']);"
                + " leadlight.push(null); leadlight.consent({ analytics: true });"
                + " leadlight.track('Sense', { mark }); return 'on' }",
            mark);

    assertThat(went).isEqualTo("on");
    awaitEvents(1);
  }
}
