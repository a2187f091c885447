package dev.leadlight.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.contracts.access.AuditEntry;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.json.ContractJson;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
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

  /** What is asked by POST, for its length or for what must not stand in addresses. */
  private static final Set<String> QUESTIONS =
      Set.of("/v1/leads/lookup", "/v1/playbooks/dry-run", "/v1/scorecards/validate");

  /** Where all that is held about a person is handed out. */
  private static final String EXPORT = "export";

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
    if (isWorthNoting(context.request().method(), context.request().path())) {
      context.addEndHandler(ended -> note(context, who));
    }
  }

  static boolean isWorthNoting(HttpMethod method, String path) {
    return isExport(path) || !(READING.contains(method) || QUESTIONS.contains(path));
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

  private static boolean isExport(String path) {
    return Arrays.stream(path.split("/"))
        .map(Auditor::plain)
        .reduce((before, last) -> last)
        .filter(EXPORT::equals)
        .isPresent();
  }

  /** As routes are matched: any of its characters may be escaped. */
  private static String plain(String segment) {
    try {
      return URLDecoder.decode(segment, UTF_8);
    } catch (IllegalArgumentException malformed) {
      return segment;
    }
  }

  /** A path without the names of people. */
  static String anonymous(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(Auditor::withoutValue)
        .collect(Collectors.joining("/"));
  }

  private static String withoutValue(String segment) {
    String[] parts = plain(segment).split(":", 2);
    return parts.length == 1
        ? segment
        : IdentityKind.ofLabel(parts[0]).map(kind -> kind.label() + ":*").orElse(segment);
  }
}
