package dev.leadlight.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.leadlight.contracts.http.Problem.Place;
import java.util.List;
import java.util.Locale;

/** One of the published JSON Schemas, as a check that names places by JSON pointer. */
public final class DocumentSchema {

  private static final String IDS = "https://leadlight.dev/schemas/";

  /** Keyword under which a schema says in words what a pattern asks for. */
  private static final String IN_WORDS = "errorMessage";

  private static final String FOLDER = "classpath:dev/leadlight/contracts/schemas/";

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder
                  .metaSchema(
                      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                          .keyword(new NonValidationKeyword(IN_WORDS))
                          .build())
                  .schemaMappers(mappers -> mappers.mapPrefix(IDS, FOLDER)));

  /** Nobody writes deeper ones, and checking them would take more stack than a thread has. */
  private static final int DEEPEST = 100;

  private final JsonSchema schema;

  private DocumentSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /** The schema of that file name, without its ending. */
  public static DocumentSchema named(String name) {
    return new DocumentSchema(
        FACTORY.getSchema(
            SchemaLocation.of(IDS + name + ".json"),
            SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .errorMessageKeyword(IN_WORDS)
                .formatAssertionsEnabled(true)
                .build()));
  }

  /** All that contradicts the schema, each place once with each message. */
  public List<Place> errors(JsonNode document) {
    if (!isWithin(document, DEEPEST)) {
      return List.of(
          Place.at("", "lists and objects lie more than " + DEEPEST + " deep in others"));
    }
    return schema.validate(document).stream().map(DocumentSchema::place).distinct().toList();
  }

  private static boolean isWithin(JsonNode node, int levels) {
    if (!node.isContainerNode()) {
      return true;
    }
    for (JsonNode child : node) {
      if (levels == 0 || !isWithin(child, levels - 1)) {
        return false;
      }
    }
    return true;
  }

  private static Place place(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    String text = message.getMessage();
    return Place.at(
        pointer, text.startsWith(pointer + ": ") ? text.substring(pointer.length() + 2) : text);
  }
}
