package dev.leadlight.local.stack.store;

import dev.leadlight.local.stack.front.OwnPages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code /demo-store} and everything below it: the shop's script and style, and for any other path
 * its one page, which shows by itself what the path names. Browsers that open the address that the
 * stack prints are led there.
 */
public final class StorePages implements OwnPages {
  private static final String PATH = "/demo-store";
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** What the page needs and nothing more: no name that somebody types in can become a script. */
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
          + " frame-ancestors 'none'";

  private final Page page = Page.of("index.html", "text/html; charset=utf-8");
  private final Map<String, Page> files =
      Map.of(
          PATH + "/store.css", Page.of("store.css", "text/css; charset=utf-8"),
          PATH + "/store.js", Page.of("store.js", "text/javascript; charset=utf-8"));

  @Override
  public boolean answer(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "/");
    boolean reads = READS.contains(request.method());
    if (reads && path.equals("/") && wantsHtml(request)) {
      request.response().setStatusCode(302).putHeader("Location", PATH).end();
      return true;
    }
    if (!reads || !(path.equals(PATH) || path.startsWith(PATH + "/"))) {
      return false;
    }
    send(request, files.getOrDefault(path, page));
    return true;
  }

  private static boolean wantsHtml(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.getHeader("Accept"), "").contains("text/html");
  }

  private static void send(HttpServerRequest request, Page page) {
    request
        .response()
        .putHeader("Content-Type", page.type())
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(page.content());
  }

  private record Page(String type, Buffer content) {

    static Page of(String name, String type) {
      try (InputStream file = StorePages.class.getResourceAsStream(name)) {
        return new Page(
            type, Buffer.buffer(Objects.requireNonNull(file, name + " is missing").readAllBytes()));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }
}
