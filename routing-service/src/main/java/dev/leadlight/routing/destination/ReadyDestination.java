package dev.leadlight.routing.destination;

import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.UnmappableException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A destination with its secrets at hand, for the time of one call. Never print it, or keep it. */
public final class ReadyDestination {

  private final Destination destination;
  private final Map<String, String> secrets;
  private final List<String> secretForms;

  public ReadyDestination(Destination destination, Map<String, String> secrets) {
    this.destination = destination;
    this.secrets = Map.copyOf(secrets);
    this.secretForms = Excerpt.forms(secrets.values());
  }

  public String id() {
    return destination.id();
  }

  public Settings settings() {
    return destination.settings();
  }

  /**
   * A secret that the connector's check has demanded.
   *
   * @throws NoSuchElementException if there is none of that name
   */
  public String secret(String name) {
    return optionalSecret(name)
        .orElseThrow(
            () -> new NoSuchElementException("destination " + id() + " lacks secret " + name));
  }

  /**
   * A secret that is an address, as those of incoming webhooks are.
   *
   * @throws UnmappableException if it is none
   */
  public URI secretUrl(String name) {
    String text = secret(name);
    if (!SettingsCheck.isUrl(text)) {
      throw new UnmappableException("secrets." + name, "expected an absolute http or https URL");
    }
    return URI.create(text);
  }

  /** A secret that may be there. */
  public Optional<String> optionalSecret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  /** What must not be seen in any excerpt, as {@link Excerpt} takes it. */
  public List<String> secretForms() {
    return secretForms;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "ReadyDestination[" + id() + "]";
  }
}
