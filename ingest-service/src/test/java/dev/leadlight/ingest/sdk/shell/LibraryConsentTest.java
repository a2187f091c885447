package dev.leadlight.ingest.sdk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Without consent the library neither stores nor sends. */
@QuarkusTest
class LibraryConsentTest extends LibraryInChromium {
  @Test
  void beforeConsentNothingIsStoredOrSentAndAfterwardsNothingIsMissing() {
    Page page = open("");
    page.evaluate("mark => { leadlight.track('Early', { mark }) }", mark);
    page.waitForTimeout(1500);
    assertThat(storedKeys(page)).isEmpty();
    assertThat(page.context().cookies()).isEmpty();
    assertThat(visitor.requests("/v1/")).isEmpty();

    page.evaluate(BOTH);

    awaitEvents(1);
  }

  @Test
  void refusalForgetsEverything() {
    Page page = open("");
    page.evaluate(BOTH);
    visitor.setOffline(true);
    page.evaluate("mark => leadlight.track('Unsent', { mark })", mark);
    assertThat(storedKeys(page)).hasSizeGreaterThan(1);

    page.evaluate(
        "mark => { leadlight.consent({ analytics: false, marketing: false });"
            + " leadlight.track('Refused', { mark }) }",
        mark);
    visitor.setOffline(false);
    page.waitForTimeout(1500);

    assertThat(storedKeys(page)).isEmpty();
    assertThat(events()).isEmpty();
    page.evaluate(BOTH);
    page.evaluate("mark => leadlight.track('Agreed', { mark })", mark);
    assertThat(awaitEvents(1)).extracting(event -> event.signal().name()).containsExactly("agreed");
  }

  @Test
  void whatIsHeldBeforeConsentIsBounded() {
    Page page = open("");
    page.evaluate("mark => { for (let i = 0; i < 150; i++) leadlight.track('N', { mark }) }", mark);
    page.evaluate(BOTH);

    awaitEvents(100);
    page.waitForTimeout(1500);
    assertThat(events()).hasSize(100);
  }
}
