package dev.leadlight.ingest.sdk.shell;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.leadlight.local.infrastructure.Chromium;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Chromium in front of shops that exist only here: every page of their hosts is the same one. */
final class ShopBrowser implements AutoCloseable {

  private static final String PAGE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
      <body>%s</body></html>
      """;

  private final Playwright playwright;
  private final Browser browser;

  ShopBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions().setExecutablePath(Chromium.path()).setArgs(Chromium.ARGUMENTS));
  }

  /** A visitor with nothing stored, of shops whose pages have this body. */
  Visitor visitor(String body) {
    return new Visitor(browser.newContext(), PAGE.formatted(body));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** One person's browser, and what it has asked for. */
  static final class Visitor implements AutoCloseable {
    private final BrowserContext context;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private Visitor(BrowserContext context, String page) {
      this.context = context;
      context.onRequest(requests::add);
      context.route(
          "https://*.example/**",
          route ->
              route.fulfill(
                  new FulfillOptions().setContentType("text/html; charset=utf-8").setBody(page)));
    }

    /** Opens a tab. */
    Page open(String url) {
      Page page = context.newPage();
      page.navigate(url);
      return page;
    }

    /** What stands at an address. */
    String text(String url) {
      return context.request().get(url).text();
    }

    /** As if the cable were pulled, or put back. */
    void setOffline(boolean offline) {
      context.setOffline(offline);
    }

    /** Answers requests in place of the server until what is returned is run. */
    Runnable answer(String glob, Consumer<Route> answer) {
      context.route(glob, answer);
      return () -> context.unroute(glob);
    }

    /** Answers all requests in place of the server with this status. */
    void answer(String glob, int status, String body) {
      answer(glob, route -> route.fulfill(answer(status).setBody(body)));
    }

    /** An answer that pages of any origin may read. */
    static FulfillOptions answer(int status) {
      return new FulfillOptions()
          .setStatus(status)
          .setHeaders(
              Map.of(
                  "Access-Control-Allow-Origin", "*",
                  "Access-Control-Expose-Headers", "Retry-After",
                  "Retry-After", "2"));
    }

    /** Lets tabs live for a moment: what they tell reaches this thread only meanwhile. */
    void idle() {
      if (!context.pages().isEmpty()) {
        context.pages().get(0).waitForTimeout(200);
      }
    }

    /** Requests to this path so far, preflights included. */
    List<Request> requests(String path) {
      idle();
      return requests.stream().filter(request -> request.url().contains(path)).toList();
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
