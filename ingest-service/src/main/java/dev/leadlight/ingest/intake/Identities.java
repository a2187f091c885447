package dev.leadlight.ingest.intake;

import static dev.leadlight.contracts.identity.IdentityKind.ANONYMOUS;
import static dev.leadlight.contracts.identity.IdentityKind.CRM;
import static dev.leadlight.contracts.identity.IdentityKind.DEVICE;
import static dev.leadlight.contracts.identity.IdentityKind.EMAIL;
import static dev.leadlight.contracts.identity.IdentityKind.LOYALTY;
import static dev.leadlight.contracts.identity.IdentityKind.PHONE;
import static dev.leadlight.contracts.identity.IdentityKind.USER;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.vendor.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who did it. Only places that speak of the acting person count: the e-mail address in the
 * properties of a gift order is the receiver's and must not link the two.
 */
final class Identities {

  private static final List<Map.Entry<String, IdentityKind>> TRAITS =
      List.of(
          Map.entry("email", EMAIL),
          Map.entry("phone", PHONE),
          Map.entry("loyalty_id", LOYALTY),
          Map.entry("loyaltyId", LOYALTY),
          Map.entry("crm_id", CRM),
          Map.entry("crmId", CRM));

  /** Types of {@code context.externalIds}, in snake_case. */
  private static final Map<String, IdentityKind> EXTERNAL_TYPES =
      Map.ofEntries(
          Map.entry("user_id", USER),
          Map.entry("userid", USER),
          Map.entry("email", EMAIL),
          Map.entry("phone", PHONE),
          Map.entry("loyalty_id", LOYALTY),
          Map.entry("loyaltyid", LOYALTY),
          Map.entry("crm_id", CRM),
          Map.entry("crmid", CRM),
          Map.entry("anonymous_id", ANONYMOUS),
          Map.entry("device_id", DEVICE),
          Map.entry("ios_id", DEVICE),
          Map.entry("android_id", DEVICE));

  /** All identities of the acting person that the message names; equal ones may repeat. */
  static List<Identity> of(Call call, TrackingMessage message, Map<String, ?> traits) {
    List<Identity> found = new ArrayList<>(4);
    add(found, USER, message.fields().get("userId"));
    add(found, ANONYMOUS, message.fields().get("anonymousId"));
    if (call == Call.ALIAS) {
      addPrevious(found, message.text("previousId"));
    }
    addTraits(found, traits);
    addExternal(found, message.context().get("externalIds"));
    addExternal(found, message.context().get("externalId"));
    add(found, DEVICE, message.contextObject("device").get("id"));
    if (call != Call.GROUP) {
      addLoyalty(found, message.object("properties"));
    }
    return found;
  }

  private static void addTraits(List<Identity> found, Map<String, ?> traits) {
    if (!traits.isEmpty()) {
      TRAITS.forEach(trait -> add(found, trait.getValue(), traits.get(trait.getKey())));
    }
  }

  private static void addLoyalty(List<Identity> found, Map<String, ?> properties) {
    add(found, LOYALTY, properties.get("loyalty_id"));
    add(found, LOYALTY, properties.get("loyaltyId"));
  }

  private static void addExternal(List<Identity> found, @Nullable Object externalIds) {
    for (Object item : Fields.list(externalIds)) {
      Map<String, ?> externalId = Fields.object(item);
      String type = Fields.text(externalId.get("type"));
      IdentityKind kind = type == null ? null : EXTERNAL_TYPES.get(snakeCase(type));
      if (kind != null) {
        add(found, kind, externalId.get("id"));
      }
    }
  }

  /** The former id is an anonymous one, unless it shows that it is an address. */
  private static void addPrevious(List<Identity> found, @Nullable String previousId) {
    if (previousId != null) {
      add(found, previousId.indexOf('@') > 0 ? EMAIL : ANONYMOUS, previousId);
    }
  }

  private static void add(List<Identity> found, IdentityKind kind, @Nullable Object sent) {
    if (sent != null) {
      Identity.of(kind, Fields.text(sent)).ifPresent(found::add);
    }
  }

  private static String snakeCase(String type) {
    return type.toLowerCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private Identities() {}
}
