package dev.leadlight.ingest.source.shell;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A file of sources, with the same settings as the service's own configuration has. What goes wrong
 * with it is told by its place alone, since a message that quotes the file may quote a key.
 */
final class SourceFile {

  private static final int MOST_BYTES = 1 << 20;

  /** A source and one of its settings; what stands below may be a key that was put there. */
  private static final Pattern PLACE =
      Pattern.compile(
          Pattern.quote(SourceConfig.PREFIX) + "(?:\\.(?:\"[^\"]*\"|[^\\s.\"\\[\\],]+)){1,2}");

  private final Path path;

  SourceFile(Path path) {
    this.path = path;
  }

  /**
   * What was found.
   *
   * @param text null if the file can't be read
   * @param fault why not; empty if it can
   */
  record Look(@Nullable String text, String fault) {}

  /** What the file holds now. Blocks. */
  Look look() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES
          ? new Look(null, "has more than " + MOST_BYTES + " bytes")
          : new Look(new String(bytes, StandardCharsets.UTF_8), "");
    } catch (IOException unreadable) {
      return new Look(null, "cannot be read: " + unreadable.getClass().getSimpleName());
    }
  }

  /**
   * The sources that were found.
   *
   * @throws IllegalArgumentException if there is anything else
   */
  SourceConfig parse(Look look) {
    String text = look.text();
    if (text == null) {
      throw wrong(look.fault());
    }
    ConfigSource settings = settings(text);
    for (String name : settings.getPropertyNames()) {
      if (!name.startsWith(SourceConfig.PREFIX + ".")) {
        throw wrong("has a setting that does not begin with " + SourceConfig.PREFIX);
      }
    }
    try {
      return new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withSources(settings)
          .withMapping(SourceConfig.class)
          .build()
          .getConfigMapping(SourceConfig.class);
    } catch (ConfigValidationException invalid) {
      throw wrong("is wrong at " + places(invalid));
    }
  }

  private ConfigSource settings(String text) {
    String name = path.toString();
    try {
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        checkYaml(text);
        return new YamlConfigSource(name, text);
      }
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      return new PropertiesConfigSource(properties, name);
    } catch (MarkedYAMLException notYaml) {
      throw wrong(
          notYaml.getProblemMark() == null
              ? "is not proper YAML"
              : "is not proper YAML at line " + (notYaml.getProblemMark().getLine() + 1));
    } catch (IOException | RuntimeException unreadable) {
      throw wrong("holds no settings");
    }
  }

  /** What the configuration's own reader is silent about: text alone, and one source twice. */
  private static void checkYaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object root = new Yaml(new SafeConstructor(options)).load(text);
    if (root != null && !(root instanceof Map)) {
      throw new IllegalArgumentException("not a map");
    }
  }

  private static String places(ConfigValidationException invalid) {
    TreeSet<String> places = new TreeSet<>();
    for (int i = 0; i < invalid.getProblemCount(); i++) {
      Matcher matcher = PLACE.matcher(invalid.getProblem(i).getMessage());
      if (matcher.find()) {
        places.add(matcher.group());
      }
    }
    return places.isEmpty() ? SourceConfig.PREFIX : String.join(", ", places);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(path + " " + what);
  }
}
