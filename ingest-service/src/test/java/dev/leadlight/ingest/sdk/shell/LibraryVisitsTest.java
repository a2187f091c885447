package dev.leadlight.ingest.sdk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import dev.leadlight.contracts.event.ShopperEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The library tells what people saw, each under their own name, however pages come and go. */
@QuarkusTest
class LibraryVisitsTest extends LibraryInChromium {

  @Test
  void aPageMadeInAdvanceTellsNothingBeforeItIsLookedAt() {
    visit(
        "<script>Object.defineProperty(document, 'prerendering', { value: true, writable: true })"
            + "</script>"
            + scriptTag("shop-key"));
    Page page = visitor.open(SHOP + mark);
    page.evaluate(BOTH);
    page.evaluate("mark => leadlight.productViewed({ mark })", mark);
    page.waitForTimeout(1500);
    assertThat(visitor.requests("/v1/batch")).isEmpty();

    page.evaluate(
        "document.prerendering = false; document.dispatchEvent(new Event('prerenderingchange'))");

    assertThat(awaitEvents(2, event -> ("/" + mark).equals(event.page().get("path"))))
        .extracting(event -> event.signal().name())
        .containsExactlyInAnyOrder("page_viewed", "product_viewed");
  }

  @Test
  void aPageThatComesBackAsItWasIsViewedAgain() {
    Page page = open(mark);
    page.evaluate(BOTH);

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

    assertThat(awaitEvents(2, event -> ("/" + mark).equals(event.page().get("path"))))
        .allMatch(event -> event.signal().name().equals("page_viewed"));
  }

  @Test
  void consentGivenInOneTabReleasesWhatAnotherHoldsOnceItIsLookedAt() {
    Page first = open("");
    Page second = visitor.open(SHOP + "product");
    second.evaluate("mark => leadlight.productViewed({ mark })", mark);
    first.evaluate(BOTH);

    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))");

    awaitEvents(1);
  }

  @Test
  void whoSignsInAfterSomebodyElseIsAnotherVisitor() {
    Page page = open("");
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { leadlight.track('Before', { mark }); leadlight.identify('a-' + mark);"
            + " leadlight.identify({ name: 'Ann' }); leadlight.identify(null, { name: 'Ann' });"
            + " leadlight.track('Hers', { mark }); leadlight.identify('b-' + mark);"
            + " leadlight.track('His', { mark }) }",
        mark);

    List<ShopperEvent> events = awaitEvents(3);
    ShopperEvent before = named(events, "before");
    ShopperEvent hers = named(events, "hers");
    ShopperEvent his = named(events, "his");
    assertThat(hers.identities()).hasSize(2).containsAll(before.identities());
    assertThat(hers.sessionId()).isEqualTo(before.sessionId());
    assertThat(his.identities()).hasSize(2).doesNotContainAnyElementsOf(hers.identities());
    assertThat(his.sessionId()).isNotEqualTo(hers.sessionId());
  }

  @Test
  void aLostCallIsAWordInTheConsole() {
    Page page = open("");
    List<String> words = new CopyOnWriteArrayList<>();
    page.onConsoleMessage((ConsoleMessage message) -> words.add(message.text()));
    page.evaluate(BOTH);

    page.evaluate(
        "mark => { leadlight.orderCompleted({ total: 10n }); leadlight.push(['addToCart', {}]);"
            + " leadlight.push(() => { throw new Error('of the shop') });"
            + " leadlight.identify(Symbol('no')); leadlight.track('Sense', { mark }) }",
        mark);

    awaitEvents(1);
    assertThat(words).hasSize(3).allMatch(word -> word.startsWith("leadlight:"));
  }

  @Test
  void insideOfThePageItSendsWhereItIsToldOrToThePagesOwnHost() {
    visit("");
    Page page = visitor.open(SHOP);
    String script = visitor.text(host + "sdk/leadlight.js");
    page.addScriptTag(new Page.AddScriptTagOptions().setContent(script));

    page.evaluate("leadlight.init({ writeKey: 'shop-key' })");
    page.evaluate(BOTH);

    eventually(() -> assertThat(visitor.requests("shop.example/v1/batch")).isNotEmpty());
  }
}
