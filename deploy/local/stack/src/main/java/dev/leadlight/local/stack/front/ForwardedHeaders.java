package dev.leadlight.local.stack.front;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Tells the service who asked, and for which address. */
final class ForwardedHeaders implements ProxyInterceptor {
  private static final String FOR = "X-Forwarded-For";

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    HttpServerRequest request = context.request().proxiedRequest();
    MultiMap headers = context.request().headers();
    String caller = request.remoteAddress().hostAddress();
    String before = headers.get(FOR);
    headers.set(FOR, before == null ? caller : before + ", " + caller);
    headers.set("X-Forwarded-Proto", "http");
    String host = headers.get(HttpHeaders.HOST);
    if (host != null) {
      headers.set("X-Forwarded-Host", host);
    }
    context.request().setAuthority(request.authority()); // or else it would be the service's own
    headers.remove(HttpHeaders.EXPECT); // answered here already
    headers.remove(HttpHeaders.UPGRADE); // an offer to this hop, not to the next
    headers.remove("HTTP2-Settings");
    return context.sendRequest();
  }
}
