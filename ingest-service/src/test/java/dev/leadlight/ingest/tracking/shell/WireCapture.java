package dev.leadlight.ingest.tracking.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an unmodified SDK sent, byte for byte; recorded by {@code src/sdk-check}.
 *
 * @param who stands in every event of the recording, and nowhere else
 */
record WireCapture(String who, List<Request> requests) {

  /**
   * @param headers names and values in the order they came
   * @param text the body if it is UTF-8, else it is in {@code base64}
   */
  record Request(
      String method,
      String path,
      List<List<String>> headers,
      @Nullable String text,
      @Nullable String base64) {

    byte[] head() {
      String lines =
          headers.stream()
              .map(header -> header.get(0) + ": " + header.get(1) + "\r\n")
              .collect(Collectors.joining());
      return Wire.bytes(method + " " + path + " HTTP/1.1\r\n" + lines + "\r\n");
    }

    byte[] body() {
      return text != null
          ? text.getBytes(UTF_8)
          : Base64.getDecoder().decode(Objects.requireNonNull(base64));
    }

    String header(String name) {
      return headers.stream()
          .filter(header -> header.get(0).equalsIgnoreCase(name))
          .map(header -> header.get(1))
          .findFirst()
          .orElse("");
    }
  }

  static WireCapture read(String name) throws IOException {
    String path = "/wire/" + name + ".wire.json";
    try (InputStream in = WireCapture.class.getResourceAsStream(path)) {
      return ContractJson.read(Objects.requireNonNull(in, path).readAllBytes(), WireCapture.class);
    }
  }
}
