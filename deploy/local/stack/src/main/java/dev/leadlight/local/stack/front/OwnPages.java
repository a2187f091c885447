package dev.leadlight.local.stack.front;

import io.vertx.core.http.HttpServerRequest;

/** What the front itself has to say. */
@FunctionalInterface
public interface OwnPages {

  /** Answers the request if it is for one of these pages, and tells whether it was. */
  boolean answer(HttpServerRequest request);

  /** These pages, and for what is none of them the others. */
  default OwnPages or(OwnPages others) {
    return request -> answer(request) || others.answer(request);
  }
}
