package dev.leadlight.routing.destination.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.secret.SecretRef;
import dev.leadlight.routing.secret.shell.SecretVault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a destination as the API takes it, and collects everything that is wrong with it.
 *
 * <p>Secrets are written only: {@code {"value": …}} to be sealed, {@code {"ref": "env:NAME"}} or
 * {@code "file:/path"}, null to remove one; those that aren't mentioned stay.
 */
final class DestinationReader {

  private static final Set<String> MEMBERS =
      Set.of("type", "name", "settings", "secrets", "ratePerSecond", "enabled");

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SECRET = 16 * 1024;
  private static final double HIGHEST_RATE = 10_000;
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JsonNode body;
  private final @Nullable Destination known;
  private final List<Place> places = new ArrayList<>();
  private final Map<String, SecretRef> references = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();

  /**
   * What was read.
   *
   * @param values secrets to be sealed, by name
   * @param places all that is wrong; the rest is of no use if there is something
   */
  record Draft(Destination destination, Map<String, String> values, List<Place> places) {}

  private DestinationReader(JsonNode body, @Nullable Destination known) {
    this.body = body;
    this.known = known;
  }

  /**
   * Reads.
   *
   * @param known what lies under that id already; its secrets stay
   */
  static Draft read(
      String id,
      JsonNode body,
      @Nullable Destination known,
      Destinations destinations,
      SecretVault vault) {
    return new DestinationReader(body, known).read(id, destinations, vault);
  }

  private Draft read(String id, Destinations destinations, SecretVault vault) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                wrong(Pointer.to(name), "unknown");
              }
            });
    String type = body.path("type").asText("");
    Settings settings = settings();
    secrets(vault);
    Destination read =
        new Destination(id, type, name(id), settings, references, rate(), enabled(), false);
    Optional<Connector> connector = destinations.connector(type);
    if (connector.isEmpty()) {
      wrong(
          "/type",
          "expected one of "
              + String.join(", ", destinations.connectorTypes().stream().sorted().toList()));
    } else if (known != null && !known.type().equals(type)) {
      wrong("/type", "stays " + known.type() + "; delete the destination to have another");
    }
    connector.ifPresent(
        each -> places.addAll(each.checkSettings(settings, read.secrets().keySet())));
    return new Draft(read, values, List.copyOf(places));
  }

  private String name(String id) {
    JsonNode name = body.path("name");
    if (name.isMissingNode()) {
      return id;
    }
    if (!name.isTextual() || name.asText().isBlank() || name.asText().length() > LONGEST_NAME) {
      wrong("/name", "expected a text of at most " + LONGEST_NAME + " characters");
    }
    return name.asText();
  }

  private Settings settings() {
    JsonNode settings = body.path("settings");
    if (!settings.isMissingNode() && !settings.isObject()) {
      wrong("/settings", "expected an object");
    }
    return settings.isObject()
        ? new Settings(ContractJson.mapper().convertValue(settings, OBJECT))
        : Settings.NONE;
  }

  private @Nullable Double rate() {
    JsonNode rate = body.path("ratePerSecond");
    if (rate.isMissingNode() || rate.isNull()) {
      return null;
    }
    if (!rate.isNumber() || rate.asDouble() <= 0 || rate.asDouble() > HIGHEST_RATE) {
      wrong("/ratePerSecond", "expected a number above 0 and up to " + (int) HIGHEST_RATE);
      return null;
    }
    return rate.asDouble();
  }

  private boolean enabled() {
    JsonNode enabled = body.path("enabled");
    if (!enabled.isMissingNode() && !enabled.isBoolean()) {
      wrong("/enabled", "expected true or false");
    }
    return enabled.asBoolean(true);
  }

  private void secrets(SecretVault vault) {
    if (known != null) {
      references.putAll(known.secrets());
    }
    JsonNode secrets = body.path("secrets");
    if (!secrets.isMissingNode() && !secrets.isObject()) {
      wrong("/secrets", "expected an object");
    }
    secrets.properties().forEach(each -> secret(each.getKey(), each.getValue(), vault));
  }

  private void secret(String name, JsonNode secret, SecretVault vault) {
    String place = Pointer.to("secrets", name);
    if (secret.isNull()) {
      references.remove(name);
    } else if (secret.size() == 1 && secret.path("ref").isTextual()) {
      reference(name, secret.path("ref").asText(), place + "/ref", vault);
    } else if (secret.size() == 1 && secret.path("value").isTextual()) {
      value(name, secret.path("value").asText(), place + "/value", vault);
    } else {
      wrong(place, "expected {\"ref\": …}, {\"value\": …} or null");
    }
  }

  private void reference(String name, String text, String place, SecretVault vault) {
    Optional<SecretRef> reference = SecretRef.parse(text);
    Optional<String> objection =
        reference.map(vault::objection).orElse(Optional.of("expected env:NAME or file:/path"));
    objection.ifPresent(why -> wrong(place, why));
    reference.ifPresent(each -> references.put(name, each));
  }

  private void value(String name, String text, String place, SecretVault vault) {
    if (text.isBlank() || text.length() > LONGEST_SECRET) {
      wrong(place, "expected a text of at most " + LONGEST_SECRET + " characters");
    } else if (!vault.canSeal()) {
      wrong(place, "this installation has no keys for stored secrets; use a reference");
    }
    references.put(name, new SecretRef.Stored());
    values.put(name, text);
  }

  private void wrong(String pointer, String message) {
    places.add(Place.at(pointer, message));
  }
}
