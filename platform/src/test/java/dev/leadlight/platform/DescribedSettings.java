package dev.leadlight.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whoever runs a service finds each of its settings, with its default, in {@code docs/settings.md},
 * and nothing there that isn't one. Extended by a test in the outermost package of each service.
 */
public abstract class DescribedSettings {

  /** The heading of what {@code platform} asks for. */
  private static final String OF_ALL = "All services";

  private static final Path PAGE = Path.of("../docs/settings.md");

  /** The setting, with any name in place of {@code <name>}, and the default, which may be none. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(leadlight[^`]+)` \\| (?:`([^`]*)`|–) \\| [^|]");

  private final String heading;

  /**
   * Of a service.
   *
   * @param heading of its part of the page
   */
  protected DescribedSettings(String heading) {
    this.heading = heading;
  }

  @Test
  void everySettingIsDescribedWithItsDefault() throws IOException {
    assertThat(described()).isEqualTo(mapped());
  }

  private Map<String, String> described() throws IOException {
    Map<String, String> described = new TreeMap<>();
    for (String part : Files.readString(PAGE).split("(?m)^## ", -1)) {
      if (part.startsWith(heading + "\n") || part.startsWith(OF_ALL + "\n")) {
        ROW.matcher(part)
            .results()
            .forEach(
                row ->
                    described.put(
                        row.group(1).replaceAll("<[^>]+>", "*"),
                        row.group(2) == null ? "" : row.group(2)));
      }
    }
    return described;
  }

  private Map<String, String> mapped() {
    Map<String, String> mapped = new TreeMap<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                getClass().getPackageName(), DescribedSettings.class.getPackageName())) {
      if (each.isAnnotatedWith(ConfigMapping.class)) {
        ConfigMappings.getProperties(ConfigClass.configClass(each.reflect()))
            .forEach(
                (name, property) -> {
                  if (!name.endsWith("[*]")) { // an element of a list, which stands there as well
                    mapped.put(name, property.hasDefaultValue() ? property.getDefaultValue() : "");
                  }
                });
      }
    }
    return mapped;
  }
}
