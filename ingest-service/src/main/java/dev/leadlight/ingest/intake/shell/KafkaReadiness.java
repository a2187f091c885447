package dev.leadlight.ingest.intake.shell;

import dev.leadlight.contracts.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while a broker answers and the producer knows where events go. The framework's own check
 * waits for a broker longer than any probe does.
 */
@Readiness
@Singleton
public class KafkaReadiness implements AsyncHealthCheck {

  private static final String NAME = "Kafka takes events";
  private static final int PATIENCE_MILLIS = 1_500;

  private final Admin admin;
  private final Producer<String, byte[]> producer;

  KafkaReadiness(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      Producer<String, byte[]> producer) {
    this.admin = Admin.create(settings(broker));
    this.producer = producer;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(
            () -> admin.describeCluster().clusterId().toCompletionStage().toCompletableFuture())
        .map(cluster -> producer.partitionsFor(Topics.EVENTS.name()))
        .map(partitions -> HealthCheckResponse.up(NAME))
        .onFailure(KafkaException.class)
        .recoverWithItem(away -> HealthCheckResponse.down(NAME));
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ZERO);
  }

  private static Map<String, Object> settings(Map<String, Object> broker) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }
}
