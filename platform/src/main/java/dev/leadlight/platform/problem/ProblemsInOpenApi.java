package dev.leadlight.platform.problem;

import dev.leadlight.contracts.http.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Says on the OpenAPI page of each service what a refusal looks like, since no route does: problems
 * are made behind them all. Runs when a service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemsInOpenApi implements OASFilter {

  private static final String NAME = "Problem";

  @Override
  public void filterOpenAPI(OpenAPI page) {
    if (page.getComponents() == null) {
      page.setComponents(OASFactory.createComponents());
    }
    page.getComponents().addSchema(NAME, problem());
    page.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(ProblemsInOpenApi::describe);
  }

  private static void describe(Operation operation) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.matches("[45]\\d\\d") && response.getContent() == null) {
                response.setContent(
                    OASFactory.createContent()
                        .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(NAME))));
              }
            });
  }

  private static Schema problem() {
    return object(List.of("type", "title", "status", "detail", "code", "message"))
        .description("RFC 9457; the type names a page of docs/problems")
        .addProperty("type", text().format("uri"))
        .addProperty("title", text())
        .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
        .addProperty("detail", text())
        .addProperty("code", text().description("The last part of the type"))
        .addProperty("message", text().description("The detail once more"))
        .addProperty("errors", OASFactory.createSchema().addType(SchemaType.ARRAY).items(place()));
  }

  private static Schema place() {
    return object(List.of("message"))
        .addProperty("pointer", text().description("Of the body, RFC 6901"))
        .addProperty("parameter", text().description("Of query, path or headers"))
        .addProperty("message", text());
  }

  private static Schema object(List<String> required) {
    return OASFactory.createSchema().addType(SchemaType.OBJECT).required(required);
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}
