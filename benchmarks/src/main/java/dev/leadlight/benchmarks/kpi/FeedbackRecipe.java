package dev.leadlight.benchmarks.kpi;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.PackagedService;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * feedback-service as its build packages it.
 *
 * @param program {@code quarkus-run.jar}
 */
record FeedbackRecipe(int port, Path program, Infrastructure infrastructure)
    implements PackagedService {

  static final String TOKEN = "a-token-of-benchmarks";
  static final String DATABASE = "feedback";

  @Override
  public String name() {
    return "feedback-service";
  }

  @Override
  public ServiceJvm.Work work() {
    return ServiceJvm.Work.REQUESTS;
  }

  @Override
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    variables.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
    variables.put("QUARKUS_DATASOURCE_JDBC_URL", infrastructure.jdbcUrl(DATABASE));
    variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", infrastructure.reactiveUrl(DATABASE));
    variables.put("QUARKUS_DATASOURCE_USERNAME", infrastructure.databaseUser());
    variables.put("QUARKUS_DATASOURCE_PASSWORD", infrastructure.databasePassword());
    variables.put("LEADLIGHT_IDENTITY_SECRET", "a-secret-of-benchmarks");
    variables.put("LEADLIGHT_OPERATOR_TOKEN", TOKEN);
    variables.put("LEADLIGHT_KPI_RATES_USD", "0.80");
    return variables;
  }
}
