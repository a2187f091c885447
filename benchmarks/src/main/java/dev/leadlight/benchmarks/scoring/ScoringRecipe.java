package dev.leadlight.benchmarks.scoring;

import dev.leadlight.local.infrastructure.PackagedService;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * scoring-service as its build packages it.
 *
 * @param program {@code quarkus-run.jar}
 * @param jvmOptions further options of its JVM; empty for none
 */
record ScoringRecipe(int port, Path program, String kafka, String redis, String jvmOptions)
    implements PackagedService {

  static final String TOKEN = "a-token-of-benchmarks";
  static final String GROUP = "scoring-service";
  static final String SECRET = "a-secret-of-benchmarks";

  @Override
  public String name() {
    return "scoring-service";
  }

  @Override
  public ServiceJvm.Work work() {
    return ServiceJvm.Work.BATCHES;
  }

  @Override
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("JDK_JAVA_OPTIONS", jvmOptions);
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    variables.put("QUARKUS_REDIS_HOSTS", redis);
    variables.put("LEADLIGHT_IDENTITY_SECRET", SECRET);
    variables.put("LEADLIGHT_OPERATOR_TOKEN", TOKEN);
    return variables;
  }
}
