package dev.leadlight.routing.connector.marketo;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.FieldNames;
import dev.leadlight.routing.connector.LeadField;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.destination.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is talked to.
 *
 * @param names REST API names of our fields
 * @param link the address of a lead's page with {@code {leadId}} in it
 */
public record MarketoSettings(Map<LeadField, String> names, @Nullable String link) {

  /** The client id of the custom service. */
  public static final String CLIENT_ID = "clientId";

  /** The secret. */
  public static final String CLIENT_SECRET = "clientSecret";

  public MarketoSettings {
    names = Map.copyOf(names);
  }

  /** Of settings that {@link #check} has let in. */
  public static MarketoSettings of(Settings settings) {
    return new MarketoSettings(
        VendorSettings.names(settings, FieldNames::camelCase), VendorSettings.link(settings));
  }

  /** What is wrong with settings. */
  public static List<Place> check(Settings settings, Set<String> secrets) {
    return VendorSettings.checkWithUrl(settings, secrets)
        .map(Settings.LISTS)
        .required(CLIENT_ID)
        .secret(CLIENT_SECRET)
        .places();
  }
}
