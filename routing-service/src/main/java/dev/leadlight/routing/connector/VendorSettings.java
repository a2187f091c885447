package dev.leadlight.routing.connector;

import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings that destinations of all vendors have. */
public final class VendorSettings {

  private static final String BASE_URL = "baseUrl";
  private static final String PROPERTIES = "properties";
  private static final String LEAD_LINK = "leadLink";

  /** Asks about them. */
  public static SettingsCheck check(Settings settings, Set<String> secrets) {
    SettingsCheck check =
        checkLink(SettingsCheck.of(settings, secrets), settings)
            .url(BASE_URL, false)
            .map(PROPERTIES);
    settings.map(PROPERTIES).keySet().stream()
        .filter(label -> LeadField.ofLabel(label).isEmpty())
        .forEach(label -> check.wrong(PROPERTIES, "there is no field " + label));
    return check;
  }

  /** Asks about the address of a lead's page, too. */
  public static SettingsCheck checkLink(SettingsCheck check, Settings settings) {
    check.optional(LEAD_LINK);
    return SettingsCheck.isUrl(settings.text(LEAD_LINK, "https://x").replace("{leadId}", "x"))
        ? check
        : check.wrong(LEAD_LINK, "expected a URL, with {leadId} in it");
  }

  /** The same for a vendor whose customers each have an address of their own. */
  public static SettingsCheck checkWithUrl(Settings settings, Set<String> secrets) {
    return check(settings, secrets).url(BASE_URL, true);
  }

  /** Where the API is, without a slash at the end. */
  public static String baseUrl(Settings settings, String usual) {
    return settings.text(BASE_URL, usual).replaceAll("/+$", "");
  }

  /** What our fields are called there. */
  public static Map<LeadField, String> names(Settings settings, Function<LeadField, String> usual) {
    return FieldNames.of(usual, settings.map(PROPERTIES));
  }

  /** The address of a lead's page with {@code {leadId}} in it. */
  public static @Nullable String link(Settings settings) {
    return settings.text(LEAD_LINK).orElse(null);
  }

  private VendorSettings() {}
}
