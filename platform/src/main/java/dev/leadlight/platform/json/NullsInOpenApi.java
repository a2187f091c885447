package dev.leadlight.platform.json;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Says on the OpenAPI page which members may be null: those of records that are {@link Nullable},
 * which its scanner does not know. Of records with the same name, what holds for one is said of
 * all. Runs when a service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class NullsInOpenApi implements OASFilter {

  private static final String OURS = "dev.leadlight";
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

  private final Map<String, Set<String>> nullables;

  public NullsInOpenApi(IndexView index) {
    Collection<ClassInfo> all = index.getKnownClasses();
    this.nullables =
        all.stream()
            .filter(type -> type.isRecord() && type.name().toString().startsWith(OURS))
            .collect(
                Collectors.groupingBy(
                    ClassInfo::simpleName,
                    Collectors.flatMapping(
                        type ->
                            type.recordComponents().stream()
                                .filter(each -> each.type().hasAnnotation(NULLABLE))
                                .map(each -> each.name()),
                        Collectors.toSet())));
  }

  @Override
  public void filterOpenAPI(OpenAPI page) {
    if (page.getComponents() == null || page.getComponents().getSchemas() == null) {
      return;
    }
    page.getComponents().getSchemas().forEach(this::describe);
  }

  /** Of two records with one name, the second is described under the name and a digit. */
  private void describe(String name, Schema schema) {
    Set<String> nullable = nullables.getOrDefault(name.replaceAll("\\d+$", ""), Set.of());
    if (schema.getProperties() == null) {
      return;
    }
    for (Map.Entry<String, Schema> member : Map.copyOf(schema.getProperties()).entrySet()) {
      if (nullable.contains(member.getKey())) {
        schema.addProperty(member.getKey(), orNull(member.getValue()));
      }
    }
  }

  private static Schema orNull(Schema schema) {
    List<SchemaType> types = schema.getType();
    if (schema.getRef() != null || types == null || schema.getEnumeration() != null) {
      return OASFactory.createSchema()
          .addAnyOf(schema)
          .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
    List<SchemaType> more = new ArrayList<>(types);
    more.add(SchemaType.NULL);
    return schema.type(more);
  }
}
