package dev.leadlight.routing.connector;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What a vendor calls our fields: names of ours unless the destination's settings say others. */
public final class FieldNames {

  /**
   * The names to use.
   *
   * @param usual our name for each field
   * @param renamed by the {@linkplain LeadField#label labels} of the fields; a blank name keeps the
   *     field at home
   */
  public static Map<LeadField, String> of(
      Function<LeadField, String> usual, Map<String, String> renamed) {
    Map<LeadField, String> names = new EnumMap<>(LeadField.class);
    for (LeadField field : LeadField.values()) {
      String name = Objects.requireNonNullElse(renamed.get(field.label()), usual.apply(field));
      if (!name.isBlank()) {
        names.put(field, name.strip());
      }
    }
    return names;
  }

  /** {@code leadlight_rfm_group}; the lead's id is {@code leadlight_lead_id}. */
  public static String snakeCase(LeadField field) {
    return "leadlight_" + lowerCase(field);
  }

  /** {@code leadlightRfmGroup}. */
  public static String camelCase(LeadField field) {
    String label = field.label();
    return "leadlight" + Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }

  /** {@code Leadlight_Rfm_Group__c}, a custom field of Salesforce. */
  public static String customField(LeadField field) {
    StringBuilder name = new StringBuilder("Leadlight");
    for (String word : lowerCase(field).split("_", -1)) {
      name.append('_').append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.append("__c").toString();
  }

  private static String lowerCase(LeadField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private FieldNames() {}
}
