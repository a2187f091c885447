package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.ingest.source.Credentials;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its sender outside its body.
 *
 * @param keys what the named write key may be read as; empty if none is named
 * @param origin of the page that sends
 * @param endpoint the path
 */
record Sender(List<String> keys, @Nullable String origin, String endpoint) {

  static Sender of(HttpServerRequest request) {
    return new Sender(
        Credentials.of(
            request.getHeader(HttpHeaders.AUTHORIZATION),
            request.getHeader("X-Write-Key"),
            request.getParam("writeKey")),
        request.getHeader(HttpHeaders.ORIGIN),
        request.path());
  }
}
