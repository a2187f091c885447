package dev.leadlight.feedback.label;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.vendor.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message is about.
 *
 * @param identities strongest first, no two equal
 * @param leadId as it was sent, for example in the link to a survey; null if it was not
 */
public record Person(List<Identity> identities, @Nullable String leadId) {

  private static final int DEEPEST = 6;

  /** By name in lower case, without signs. */
  private static final Map<String, IdentityKind> NAMES =
      Map.ofEntries(
          Map.entry("userid", IdentityKind.USER),
          Map.entry("customerid", IdentityKind.USER),
          Map.entry("loyaltyid", IdentityKind.LOYALTY),
          Map.entry("email", IdentityKind.EMAIL),
          Map.entry("customeremail", IdentityKind.EMAIL),
          Map.entry("contactemail", IdentityKind.EMAIL),
          Map.entry("recipientemail", IdentityKind.EMAIL),
          Map.entry("phone", IdentityKind.PHONE),
          Map.entry("crmid", IdentityKind.CRM),
          Map.entry("anonymousid", IdentityKind.ANONYMOUS),
          Map.entry("deviceid", IdentityKind.DEVICE));

  private static final String LEAD = "leadid";

  public Person {
    identities =
        identities.stream().distinct().sorted(Comparator.comparing(Identity::kind)).toList();
  }

  /** Nobody. */
  public static final Person NOBODY = new Person(List.of(), null);

  /** Whom members name: {@code email}, {@code user_id}, {@code leadId}, … however spelled. */
  public static Person of(Map<String, ?> members) {
    List<Identity> identities =
        members.entrySet().stream()
            .flatMap(member -> identity(member.getKey(), member.getValue()).stream())
            .toList();
    String lead =
        members.entrySet().stream()
            .filter(member -> plain(member.getKey()).equals(LEAD))
            .map(member -> Fields.text(member.getValue()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new Person(identities, lead);
  }

  /** Whom the members of a value name, or those of what it holds. */
  public static Person within(@Nullable Object value) {
    return within(value, 0);
  }

  private static Person within(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      return NOBODY;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> within(each, depth + 1)).reduce(NOBODY, Person::and);
    }
    Map<String, ?> members = Fields.object(value);
    return members.values().stream()
        .map(each -> within(each, depth + 1))
        .reduce(of(members), Person::and);
  }

  /** With what is known of the person from elsewhere. */
  public Person and(Person other) {
    return new Person(
        Stream.concat(identities.stream(), other.identities.stream()).toList(),
        leadId == null ? other.leadId : leadId);
  }

  /** As reports name a lead: {@code lead:<id>}, else the strongest identity; null for nobody. */
  public @Nullable String lead() {
    if (leadId != null) {
      return "lead:" + leadId;
    }
    return identities.isEmpty() ? null : identities.get(0).label();
  }

  private static Optional<Identity> identity(String name, @Nullable Object value) {
    IdentityKind kind = NAMES.get(plain(name));
    return kind == null ? Optional.empty() : Identity.of(kind, Fields.text(value));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("__c$|[^a-z0-9]", "");
  }
}
