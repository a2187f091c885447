package dev.leadlight.platform.access;

import dev.leadlight.contracts.access.AuditEntry;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.json.ContractJson;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Writes down who has changed what. An entry leaves when the answer has gone out; a service that is
 * killed at that very moment may lose it.
 */
@ApplicationScoped
public class Auditor {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Pattern ENCODED_COLON = Pattern.compile("%3a", Pattern.CASE_INSENSITIVE);

  /** Where all that is held about a person is handed out. */
  private static final String EXPORT = "/export";

  private static final int REFUSED = 400;

  private final MutinyEmitter<byte[]> audit;
  private final String service;

  Auditor(
      @Channel("audit") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
          MutinyEmitter<byte[]> audit,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.audit = audit;
    this.service = service;
  }

  /** Notes a call of somebody known, unless it only reads, a whole person apart, or is refused. */
  void watch(RoutingContext context, String who) {
    if (!READING.contains(context.request().method())
        || context.request().path().endsWith(EXPORT)) {
      context.addEndHandler(ended -> note(context, who));
    }
  }

  private void note(RoutingContext context, String who) {
    int status = context.response().getStatusCode();
    if (status < REFUSED) {
      audit.sendMessageAndForget(
          Message.of(
                  ContractJson.write(
                      new AuditEntry(
                          UUID.randomUUID().toString(),
                          Instant.now(),
                          service,
                          who,
                          context.request().method().name(),
                          anonymous(context.request().path()),
                          status)))
              .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(service).build()));
    }
  }

  /** A path without the names of people. */
  static String anonymous(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(Auditor::withoutValue)
        .collect(Collectors.joining("/"));
  }

  private static String withoutValue(String segment) {
    String[] parts = ENCODED_COLON.matcher(segment).replaceAll(":").split(":", 2);
    return parts.length == 1
        ? segment
        : IdentityKind.ofLabel(parts[0]).map(kind -> kind.label() + ":*").orElse(segment);
  }
}
