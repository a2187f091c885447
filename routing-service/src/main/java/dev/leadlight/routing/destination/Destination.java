package dev.leadlight.routing.destination;

import dev.leadlight.routing.secret.SecretRef;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere to tell something: one account, channel or inbox.
 *
 * @param id its name in playbooks, deliveries and metrics; see {@link #ID}
 * @param type which connector talks to it: {@code slack}, {@code hubspot}
 * @param name for people
 * @param ratePerSecond most calls a second, all replicas together; null if there is no limit
 * @param enabled if not, what is meant for it waits
 * @param builtIn whether it comes from the service's settings, and so can't be changed by API
 */
public record Destination(
    String id,
    String type,
    String name,
    Settings settings,
    Map<String, SecretRef> secrets,
    @Nullable Double ratePerSecond,
    boolean enabled,
    boolean builtIn) {

  /** Lower-case letters, digits and hyphens, 1 to 64 of them, beginning with a letter. */
  public static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public Destination {
    secrets = Map.copyOf(secrets);
  }

  /** One that the service's own settings describe, with its type for an id. */
  public static Destination builtIn(
      String type, String name, Settings settings, Map<String, SecretRef> secrets) {
    return new Destination(type, type, name, settings, secrets, null, true, true);
  }
}
