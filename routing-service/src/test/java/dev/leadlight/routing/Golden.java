package dev.leadlight.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Comparison with files that people have read. */
public final class Golden {

  /** The text of a test resource. */
  public static String text(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A test resource as JSON. */
  public static JsonNode json(String name) throws IOException {
    return ContractJson.mapper().readTree(text(name));
  }

  /** Fails with a readable difference unless the JSON is that of the file, order of members too. */
  public static void assertSame(String actual, String file) throws IOException {
    assertThat(ContractJson.mapper().readTree(actual).toPrettyString())
        .isEqualTo(json(file).toPrettyString());
  }

  private Golden() {}
}
