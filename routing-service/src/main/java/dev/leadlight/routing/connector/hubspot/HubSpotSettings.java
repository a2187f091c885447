package dev.leadlight.routing.connector.hubspot;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.FieldNames;
import dev.leadlight.routing.connector.LeadField;
import dev.leadlight.routing.connector.OwnerPolicy;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an account is talked to.
 *
 * @param version {@code 2026-03} and the like, or {@code v3}: the paths' version
 * @param zone of the account: its daily quota starts again at midnight there
 * @param owner when a contact gets an owner, unless the action says otherwise
 * @param names what our fields are called
 * @param link the address of a lead's page with {@code {leadId}} in it
 */
public record HubSpotSettings(
    String version,
    ZoneId zone,
    OwnerPolicy owner,
    Map<LeadField, String> names,
    @Nullable String link) {

  /** The secret: of a private app, a service key or an OAuth app. */
  public static final String TOKEN = "token";

  private static final String VERSION = "version";
  private static final String ZONE = "timeZone";
  private static final Pattern VERSIONS = Pattern.compile("v\\d{1,2}|\\d{4}-\\d{2}");

  public HubSpotSettings {
    names = Map.copyOf(names);
  }

  /** Of settings that {@link #check} has let in. */
  public static HubSpotSettings of(Settings settings) {
    return new HubSpotSettings(
        settings.text(VERSION, "2026-03"),
        ZoneId.of(settings.text(ZONE, "UTC")),
        OwnerPolicy.of(settings),
        VendorSettings.names(settings, FieldNames::snakeCase),
        VendorSettings.link(settings));
  }

  /** What is wrong with settings. */
  public static List<Place> check(Settings settings, Set<String> secrets) {
    SettingsCheck check =
        OwnerPolicy.check(VendorSettings.check(settings, secrets))
            .text(VERSION, false, VERSIONS, "a version such as 2026-03 or v3")
            .optional(ZONE)
            .secret(TOKEN);
    if (!ZoneId.getAvailableZoneIds().contains(settings.text(ZONE, "UTC"))) {
      check.wrong(ZONE, "expected a time zone such as Europe/Berlin");
    }
    return check.places();
  }

  /** {@code /crm/objects/2026-03/contacts/batch/upsert}; numbered versions have the old order. */
  String objects(String rest) {
    return isNumbered() ? "/crm/" + version + "/objects/" + rest : dated("objects", rest);
  }

  String properties(String rest) {
    return isNumbered() ? "/crm/" + version + "/properties/" + rest : dated("properties", rest);
  }

  String owners() {
    return isNumbered() ? "/crm/" + version + "/owners/" : dated("owners", "");
  }

  /** Of the numbered versions, the fourth has them. */
  String associations(String rest) {
    return isNumbered() ? "/crm/v4/associations/" + rest : dated("associations", rest);
  }

  private String dated(String resource, String rest) {
    return "/crm/" + resource + "/" + version + "/" + rest;
  }

  private boolean isNumbered() {
    return version.startsWith("v");
  }
}
