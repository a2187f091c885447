package dev.leadlight.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.leadlight.contracts.json.ContractJson;
import java.util.Set;

/** The published schemas, found by their ids. */
final class Schemas {

  static final String BASE = "https://leadlight.dev/schemas/";
  static final String FOLDER = "dev/leadlight/contracts/schemas/";

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:" + FOLDER)));

  private Schemas() {}

  static Set<ValidationMessage> violations(String name, JsonNode document) {
    return validator(name).validate(document);
  }

  static Set<ValidationMessage> violationsOfMetaSchema(JsonNode schema) {
    return FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema);
  }

  static JsonNode document(String name) {
    return ContractJson.readResource("/" + FOLDER + name + ".json");
  }

  private static JsonSchema validator(String name) {
    return FACTORY.getSchema(
        SchemaLocation.of(BASE + name + ".json"),
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }
}
