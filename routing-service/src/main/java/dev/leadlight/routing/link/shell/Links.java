package dev.leadlight.routing.link.shell;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.routing.link.LinkKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes and reads the links of e-mails. */
@ApplicationScoped
public class Links {

  private static final String ACKNOWLEDGE = "acknowledge";
  private static final String UNSUBSCRIBE = "unsubscribe";

  /** Nobody must be unable to unsubscribe because a mail is old. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Optional<LinkKey> key;
  private final Optional<IdentityKeys> identities;
  private final Optional<String> base;
  private final Duration acknowledgeFor;

  Links(LinkConfig config, IdentityConfig identity) {
    this.key = identity.secret().map(LinkKey::of);
    this.identities = identity.secret().map(IdentityKeys::of);
    this.base = config.baseUrl().map(URI::toString).map(url -> url.replaceAll("/+$", ""));
    this.acknowledgeFor = config.acknowledgeFor();
  }

  /** By which a rep acknowledges a lead; empty where no links are set up. */
  public Optional<String> acknowledge(String lead, String rep, Instant now) {
    return link("acknowledge", ACKNOWLEDGE, now.plus(acknowledgeFor), lead, rep);
  }

  /** By which somebody who got marketing mail gets no more; empty where no links are set up. */
  public Optional<String> unsubscribe(String address, String language) {
    return link("unsubscribe", UNSUBSCRIBE, NEVER, address, language);
  }

  /** Lead and rep of a token to acknowledge with. */
  public Optional<List<String>> acknowledging(String token, Instant now) {
    return key.flatMap(known -> known.open(ACKNOWLEDGE, token, now))
        .filter(parts -> parts.size() == 2);
  }

  /**
   * The address of a token to unsubscribe with, and the language of the mail, which older tokens
   * don't tell.
   */
  public Optional<List<String>> unsubscribing(String token, Instant now) {
    return key.flatMap(known -> known.open(UNSUBSCRIBE, token, now));
  }

  /** What stands for an address where it must not be readable, in Kafka keys among others. */
  public Optional<String> hidden(String address) {
    return identities.map(keys -> keys.keyOf(new Identity(IdentityKind.EMAIL, address)));
  }

  /** What stands for identities where they must not be readable; none without the secret. */
  public List<String> hidden(List<Identity> all) {
    return identities.map(keys -> all.stream().map(keys::keyOf).toList()).orElse(List.of());
  }

  private Optional<String> link(String path, String purpose, Instant expiresAt, String... parts) {
    return base.flatMap(
        url ->
            key.map(
                known -> url + "/v1/hooks/" + path + "/" + known.seal(purpose, expiresAt, parts)));
  }
}
