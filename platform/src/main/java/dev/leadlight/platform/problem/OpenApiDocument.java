package dev.leadlight.platform.problem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the build has written of this service's calls, so that nothing need be told twice. */
final class OpenApiDocument {

  private static final String NAME = "META-INF/quarkus-generated-openapi-doc.JSON";

  private OpenApiDocument() {}

  static JsonNode read() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream document = loader.getResourceAsStream(NAME)) {
      if (document == null) {
        throw new IllegalStateException("The build has left no OpenAPI document.");
      }
      return ContractJson.mapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
