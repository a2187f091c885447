package dev.leadlight.platform.access;

import dev.leadlight.contracts.access.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The named tokens, as far as this replica has read them. */
@ApplicationScoped
public class AccessTokens {

  private final ConcurrentMap<String, AccessToken> byId = new ConcurrentHashMap<>();
  private final ConcurrentMap<KeyDigest, AccessToken> byDigest = new ConcurrentHashMap<>();
  private volatile boolean complete;

  /** All of them, those that have expired included, oldest first. */
  public List<AccessToken> all() {
    return byId.values().stream()
        .sorted(Comparator.comparing(AccessToken::createdAt).thenComparing(AccessToken::id))
        .toList();
  }

  /** The token with an id. */
  public Optional<AccessToken> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The token that a caller has sent. */
  Optional<AccessToken> sent(String token) {
    return Optional.ofNullable(byDigest.get(KeyDigest.of(token)));
  }

  /** Takes note of one that was published. */
  public void add(AccessToken token) {
    forget(token.id());
    byId.put(token.id(), token);
    byDigest.put(new KeyDigest(token.digest()), token);
  }

  /** Takes note that one was revoked. */
  public void forget(String id) {
    AccessToken known = byId.remove(id);
    if (known != null) {
      byDigest.remove(new KeyDigest(known.digest()));
    }
  }

  /** Whether all were read that were there when the service started. */
  boolean isComplete() {
    return complete;
  }

  void completed() {
    complete = true;
  }
}
