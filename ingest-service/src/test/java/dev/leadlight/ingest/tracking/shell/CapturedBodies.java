package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.ingest.body.shell.ContentEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bodies of real SDKs to be spoilt, about a person who is planted in them. */
final class CapturedBodies {

  /** Stands in bodies and headers, and may never stand in a log line or an answer. */
  static final String[] PLANTED = {
    "Quintilla", "quintilla@fuzzberg.example", Mutator.KEY, Mutator.BODY_KEY, "+4930901820"
  };

  private static final List<String> CAPTURES =
      List.of(
          "analytics-node",
          "analytics-next",
          "rudder-sdk-node",
          "analytics-js-beacon",
          "jitsu-browser");

  static List<Mutator.Original> all() throws IOException {
    List<Mutator.Original> originals = new ArrayList<>();
    for (String name : CAPTURES) {
      for (WireCapture.Request request : WireCapture.read(name).requests()) {
        if (request.method().equals("POST")) {
          originals.add(original(request));
        }
      }
    }
    return originals;
  }

  private static Mutator.Original original(WireCapture.Request request) {
    String encoding = request.header("Content-Encoding");
    byte[] body = ContentEncoding.decoded(request.body(), encoding, 1_000_000);
    String json =
        new String(body, StandardCharsets.UTF_8)
            .replace("demo-storefront", Mutator.BODY_KEY)
            .replaceAll("[^\"]+@example.com", "quintilla@fuzzberg.example")
            .replace("\"Club\"", "\"Quintilla\",\"phone\":\"+4930901820\"");
    return new Mutator.Original(request.path().replaceFirst("\\?.*", ""), json);
  }

  private CapturedBodies() {}
}
