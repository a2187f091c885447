package dev.leadlight.routing.connector.salesforce;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.FieldNames;
import dev.leadlight.routing.connector.LeadField;
import dev.leadlight.routing.connector.OwnerPolicy;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation is talked to.
 *
 * @param version {@code v66.0}
 * @param object {@code Lead} or {@code Contact}: what a shopper is there
 * @param externalId its field that holds the lead's id, flagged external id and unique
 * @param taskId the field of tasks that holds the delivery's id, flagged so too
 * @param taskLeadId the field of tasks that holds the lead's id
 * @param company what leads get as theirs, for they must have one
 * @param owner when a record gets an owner, unless the action says otherwise
 * @param nobody owners that count as none, such as the integration's own user; queues always do
 * @param names what our fields are called; the lead's id stands in {@code externalId}
 * @param link the address of a lead's page with {@code {leadId}} in it
 */
public record SalesforceSettings(
    String version,
    String object,
    String externalId,
    String taskId,
    String taskLeadId,
    String company,
    OwnerPolicy owner,
    Set<String> nobody,
    Map<LeadField, String> names,
    @Nullable String link) {

  private static final String LEAD = "Lead";
  private static final String OBJECT = "object";
  private static final String VERSION = "version";
  private static final String NOBODY = "nobody";

  /** A custom field. */
  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,76}__c");

  private static final Map<String, String> FIELDS =
      Map.of(
          "externalIdField", "Leadlight_Id__c",
          "taskIdField", "Leadlight_Delivery_Id__c",
          "taskLeadIdField", "Leadlight_Lead_Id__c");

  public SalesforceSettings {
    nobody = Set.copyOf(nobody);
    names = Map.copyOf(names);
  }

  /** Of settings that {@link #check} has let in. */
  public static SalesforceSettings of(Settings settings) {
    Map<LeadField, String> names =
        new EnumMap<>(VendorSettings.names(settings, FieldNames::customField));
    names.remove(LeadField.LEAD_ID);
    return new SalesforceSettings(
        settings.text(VERSION, "v66.0"),
        settings.text(OBJECT, LEAD),
        field(settings, "externalIdField"),
        field(settings, "taskIdField"),
        field(settings, "taskLeadIdField"),
        settings.text("company", "(consumer)"),
        OwnerPolicy.of(settings),
        Set.copyOf(settings.texts(NOBODY)),
        names,
        VendorSettings.link(settings));
  }

  /** What is wrong with settings. */
  public static List<Place> check(Settings settings, Set<String> secrets) {
    SettingsCheck check =
        OwnerPolicy.check(VendorSettings.checkWithUrl(settings, secrets))
            .text(VERSION, false, Pattern.compile("v\\d{2,3}\\.0"), "a version such as v66.0")
            .oneOf(OBJECT, false, LEAD, "Contact")
            .optional("company")
            .texts(NOBODY);
    FIELDS.keySet().stream()
        .sorted()
        .forEach(name -> check.text(name, false, FIELD, "a custom field's name"));
    return SalesforceTokens.check(check, secrets).places();
  }

  private static String field(Settings settings, String name) {
    return settings.text(name, FIELDS.getOrDefault(name, name));
  }

  String path(String rest) {
    return "/services/data/" + version + "/" + rest;
  }

  boolean isLead() {
    return object.equals(LEAD);
  }
}
