package dev.leadlight.routing.connector.klaviyo;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.FieldNames;
import dev.leadlight.routing.connector.LeadField;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.destination.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an account is talked to.
 *
 * @param revision of the API: a date
 * @param metric what our events are called
 * @param names what our fields are called among a profile's properties
 * @param link the address of a lead's page with {@code {leadId}} in it
 */
public record KlaviyoSettings(
    String revision, String metric, Map<LeadField, String> names, @Nullable String link) {

  /** The secret: a private key {@code pk_…}. */
  public static final String API_KEY = "apiKey";

  private static final String REVISION = "revision";
  private static final String METRIC = "metric";

  public KlaviyoSettings {
    names = Map.copyOf(names);
  }

  /** Of settings that {@link #check} has let in. */
  public static KlaviyoSettings of(Settings settings) {
    return new KlaviyoSettings(
        settings.text(REVISION, "2026-07-15"),
        settings.text(METRIC, "Leadlight Tier Changed"),
        VendorSettings.names(settings, FieldNames::snakeCase),
        VendorSettings.link(settings));
  }

  /** What is wrong with settings. */
  public static List<Place> check(Settings settings, Set<String> secrets) {
    return VendorSettings.check(settings, secrets)
        .map(Settings.LISTS)
        .text(
            REVISION,
            false,
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}"),
            "a revision such as 2026-07-15")
        .optional(METRIC)
        .secret(API_KEY)
        .places();
  }
}
