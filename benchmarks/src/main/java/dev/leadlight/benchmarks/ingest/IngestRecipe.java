package dev.leadlight.benchmarks.ingest;

import dev.leadlight.local.infrastructure.PackagedService;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * ingest-service as its build packages it.
 *
 * @param program {@code quarkus-run.jar}
 * @param settingsFile where its settings are written for it
 * @param jvmOptions further options of its JVM; empty for none
 */
public record IngestRecipe(
    int port, Path program, Path settingsFile, String kafka, String jvmOptions)
    implements PackagedService {

  /** Sends what is measured, as much as it likes. */
  public static final String SHOP = "shop";

  /** May send as much as it likes. */
  static final String UNLIMITED = "unlimited";

  /** Says nothing of limits, so that the default ones hold. */
  static final String UNTOLD = "untold";

  /** May send {@link #LIMIT_PER_SECOND} events each second. */
  static final String LIMITED = "limited";

  static final int LIMIT_PER_SECOND = 500;

  private static final String SOURCES = "leadlight.ingest.sources.";
  private static final String RATE = ".limits.events-per-second";

  @Override
  public String name() {
    return "ingest-service";
  }

  @Override
  public void prepare() throws IOException {
    PackagedService.super.prepare();
    StringBuilder text = new StringBuilder("config_ordinal=290\n");
    settings().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(settingsFile, text);
  }

  @Override
  public ServiceJvm.Work work() {
    return ServiceJvm.Work.REQUESTS;
  }

  @Override
  public Map<String, String> variables() {
    return Map.of(
        "QUARKUS_CONFIG_LOCATIONS", settingsFile.toString(), "JDK_JAVA_OPTIONS", jvmOptions);
  }

  /** Write keys are the sources' names. */
  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("quarkus.console.color", "false");
    settings.put("kafka.bootstrap.servers", kafka);
    settings.put("leadlight.identity.secret", "a-secret-of-benchmarks");
    settings.put("leadlight.operator.token", "a-token-of-benchmarks");
    for (String source : List.of(SHOP, UNLIMITED, UNTOLD, LIMITED)) {
      settings.put(SOURCES + source + ".write-keys", source);
    }
    settings.put(SOURCES + SHOP + RATE, "unlimited");
    settings.put(SOURCES + UNLIMITED + RATE, "unlimited");
    settings.put(SOURCES + LIMITED + RATE, Integer.toString(LIMIT_PER_SECOND));
    return settings;
  }
}
