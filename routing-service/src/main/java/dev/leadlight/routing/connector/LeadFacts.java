package dev.leadlight.routing.connector;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.UnmappableException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What vendors are told about a lead. Absent facts are left out, so that they don't overwrite.
 *
 * @param values the score is a number, all others are text
 */
public record LeadFacts(TierChange change, Map<LeadField, Object> values) {

  private static final int REASONS = 8;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");
  private static final String LEAD_ID = "{leadId}";

  /**
   * The facts of a change.
   *
   * @param link the address of a lead's page with {@code {leadId}} in it, if there is one
   */
  public static LeadFacts of(TierChange change, @Nullable String link) {
    Map<LeadField, Object> values = new EnumMap<>(LeadField.class);
    String id = change.leadId().value();
    values.put(LeadField.LEAD_ID, id);
    values.put(LeadField.TIER, change.to());
    values.put(LeadField.PREVIOUS_TIER, change.from());
    values.put(LeadField.SCORE, new BigDecimal(Wording.score(change)));
    values.put(LeadField.REASONS, String.join("\n", Wording.reasons(change, REASONS)));
    if (change.segments() != null) {
      values.put(LeadField.SEGMENTS, String.join(";", change.segments()));
    }
    if (change.rfmGroup() != null) {
      values.put(LeadField.RFM_GROUP, change.rfmGroup());
    }
    String page = page(change, link);
    if (page != null) {
      values.put(LeadField.LEAD_URL, page);
    }
    return new LeadFacts(change, values);
  }

  /** The address of the lead's page, if there are such pages. */
  public static @Nullable String page(TierChange change, @Nullable String link) {
    return link == null ? null : link.replace(LEAD_ID, change.leadId().value());
  }

  /** The facts under the vendor's names, in the order of the fields. */
  public Map<String, Object> named(Map<LeadField, String> names) {
    Map<String, Object> named = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          String name = names.get(field);
          if (name != null) {
            named.put(name, value);
          }
        });
    return named;
  }

  /** The e-mail address to know the person by: of the contact, else of the identities. */
  public Optional<String> email() {
    return Optional.ofNullable(change.contact().email())
        .filter(email -> !email.isBlank())
        .or(() -> identity(IdentityKind.EMAIL));
  }

  /** The address as systems compare it; empty if none is known. */
  public String emailKey() {
    return email().map(email -> email.toLowerCase(Locale.ROOT)).orElse("");
  }

  /**
   * The e-mail address, where nothing can be done without.
   *
   * @throws UnmappableException if none is known
   */
  public String requiredEmail() {
    return email()
        .orElseThrow(
            () -> new UnmappableException("contact.email", "the lead has no e-mail address"));
  }

  /** The phone number, E.164. */
  public Optional<String> phone() {
    return Optional.ofNullable(change.contact().phone())
        .filter(phone -> !phone.isBlank())
        .or(() -> identity(IdentityKind.PHONE));
  }

  /** The strongest identity of that kind. */
  public Optional<String> identity(IdentityKind kind) {
    return change.identities().stream()
        .filter(identity -> identity.kind() == kind)
        .map(Identity::value)
        .findFirst();
  }

  /** What stands before the first space of the name; null without a name of two words. */
  public @Nullable String firstName() {
    int space = givenName().indexOf(' ');
    return space < 0 ? null : givenName().substring(0, space);
  }

  /** What stands behind the first space of the name, or all of it; null without a name. */
  public @Nullable String lastName() {
    String name = givenName();
    return name.isEmpty() ? null : name.substring(name.indexOf(' ') + 1).strip();
  }

  /**
   * Fills in <code>{tier}</code>, <code>{score}</code>, <code>{name}</code> and the labels of the
   * other fields; absent facts leave nothing.
   *
   * @param place of the template, for the complaint
   * @throws UnmappableException if a placeholder is none of these
   */
  public String fill(String template, String place) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(replacement(found, place)));
  }

  private String replacement(MatchResult found, String place) {
    String label = found.group(1);
    return label.equals("name")
        ? Wording.name(change)
        : LeadField.ofLabel(label)
            .map(field -> Objects.toString(values.getOrDefault(field, "")))
            .orElseThrow(() -> new UnmappableException(place, "there is no {" + label + "}"));
  }

  private String givenName() {
    return Objects.requireNonNullElse(change.contact().name(), "").strip();
  }
}
