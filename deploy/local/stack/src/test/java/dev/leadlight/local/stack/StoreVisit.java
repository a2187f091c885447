package dev.leadlight.local.stack;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.leadlight.local.infrastructure.Chromium;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody in the demo store, in Chromium, who finds things by what is written on them. */
final class StoreVisit implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;
  private final Page page;
  private final List<String> faults = new ArrayList<>();

  StoreVisit(URI front) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions().setExecutablePath(Chromium.path()).setArgs(Chromium.ARGUMENTS));
    page = browser.newPage();
    page.setDefaultTimeout(60_000);
    page.onPageError(faults::add);
    page.navigate(front.resolve("/demo-store").toString());
  }

  StoreVisit press(String name) {
    found(AriaRole.BUTTON, name).click();
    return this;
  }

  StoreVisit follow(String name) {
    found(AriaRole.LINK, name).click();
    return this;
  }

  StoreVisit write(String label, String text) {
    page.getByLabel(label).fill(text);
    return this;
  }

  /** Waits until the page shows that tier. */
  StoreVisit seesTier(String tier, Duration patience) {
    PlaywrightAssertions.assertThat(page.locator("#tier"))
        .hasAttribute(
            "data-tier", tier, new HasAttributeOptions().setTimeout(patience.toSeconds() * 1000.0));
    return this;
  }

  /** Under which name the shop told Leadlight of the customer. */
  String customer() {
    return String.valueOf(
        page.evaluate("JSON.parse(sessionStorage.getItem('demo-store-customer')).id"));
  }

  /** What the page's scripts stumbled over. */
  List<String> faults() {
    return faults;
  }

  private Locator found(AriaRole role, String name) {
    return page.getByRole(role, new GetByRoleOptions().setName(name).setExact(true)).first();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
