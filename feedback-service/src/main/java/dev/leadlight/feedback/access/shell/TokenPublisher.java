package dev.leadlight.feedback.access.shell;

import dev.leadlight.contracts.access.AccessToken;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.platform.access.AccessTokens;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Tells all services of tokens. Completes when Kafka has it; this replica knows it then, the others
 * a moment later.
 */
@ApplicationScoped
public class TokenPublisher {

  private final MutinyEmitter<Record<String, byte[]>> published;
  private final AccessTokens tokens;

  TokenPublisher(
      @Channel("published-access-tokens") MutinyEmitter<Record<String, byte[]>> published,
      AccessTokens tokens) {
    this.published = published;
    this.tokens = tokens;
  }

  Uni<Void> publish(AccessToken token) {
    return published
        .send(Record.of(token.id(), ContractJson.write(token)))
        .invoke(() -> tokens.add(token));
  }

  Uni<Void> revoke(AccessToken token) {
    return published.send(Record.of(token.id(), null)).invoke(() -> tokens.forget(token.id()));
  }
}
