package dev.leadlight.local.stack.vendor;

import dev.leadlight.local.stack.front.OwnPages;
import dev.leadlight.local.stack.service.DemoLabelSources;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /demo-vendors/**}: what was PUT there is what a GET answers, for a while. So anybody can
 * play Qualtrics or HubSpot: put a response or a deal there, then send the webhook that tells of
 * it.
 */
public final class DemoVendors implements OwnPages {

  private static final int MOST = 1_000;
  private static final int LARGEST_BYTES = 64 * 1024;

  private final Map<String, Buffer> answers =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Buffer> eldest) {
              return size() > MOST;
            }
          });

  @Override
  public boolean answer(HttpServerRequest request) {
    String path = request.path();
    if (path == null || !path.startsWith(DemoLabelSources.VENDORS + "/")) {
      return false;
    }
    if (request.method().equals(HttpMethod.PUT)) {
      request.body().onSuccess(body -> end(request, keep(path, body)));
    } else {
      tell(request, answers.get(path));
    }
    return true;
  }

  private int keep(String path, Buffer body) {
    if (body.length() > LARGEST_BYTES) {
      return 413;
    }
    answers.put(path, body);
    return 204;
  }

  private static void tell(HttpServerRequest request, @Nullable Buffer answer) {
    if (answer == null) {
      end(request, 404);
    } else {
      request.response().putHeader("Content-Type", "application/json").end(answer);
    }
  }

  private static void end(HttpServerRequest request, int status) {
    request.response().setStatusCode(status).end();
  }
}
