package dev.leadlight.routing.delivery.shell;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The destinations that are set up. */
@ApplicationScoped
public class Destinations {

  private static final Logger LOG = Logger.getLogger(Destinations.class);

  private final Map<String, Connector> configured;
  private final List<String> missing;

  Destinations(@All List<Connector> connectors) {
    this.configured =
        connectors.stream()
            .filter(Connector::isConfigured)
            .collect(Collectors.toUnmodifiableMap(Connector::destination, Function.identity()));
    this.missing =
        connectors.stream()
            .filter(connector -> !connector.isConfigured())
            .map(Connector::destination)
            .sorted()
            .toList();
  }

  public Set<String> names() {
    return configured.keySet();
  }

  /** Their types by id. */
  public Map<String, String> types() {
    return configured.keySet().stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));
  }

  Collection<Connector> connectors() {
    return configured.values();
  }

  void sayWhatIsMissing(@Observes StartupEvent started) {
    if (!missing.isEmpty()) {
      LOG.infof("not configured, so nothing is planned for them: %s", String.join(", ", missing));
    }
  }
}
