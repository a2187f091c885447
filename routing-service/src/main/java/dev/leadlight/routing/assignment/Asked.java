package dev.leadlight.routing.assignment;

import dev.leadlight.contracts.tier.TierChange;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a playbook's action {@code assign} asks for, by its parameters.
 *
 * <ul>
 *   <li>{@code territory}, {@code store}, {@code skill}: what the rep needs to have; {@code
 *       of-lead} is the country of the lead's locale, and the store in which it was last seen
 *   <li>{@code respondWithin}: working time to acknowledge in, such as {@code PT30M}
 *   <li>{@code rep: nobody}: nobody needs to act any more
 * </ul>
 */
public record Asked(boolean release, Requirement requirement, Duration respondWithin) {

  private static final String OF_LEAD = "of-lead";
  private static final String NOBODY = "nobody";

  /**
   * Reads the parameters.
   *
   * @param usual time to acknowledge in when the playbook sets none, or none that makes sense
   */
  public static Asked of(Map<String, String> with, TierChange change, Duration usual) {
    String territory = with.get("territory");
    String store = with.get("store");
    return new Asked(
        NOBODY.equals(with.get("rep")),
        new Requirement(
            OF_LEAD.equals(territory) ? country(change.contact().locale()) : territory,
            OF_LEAD.equals(store) ? change.store() : store,
            with.get("skill")),
        duration(with.get("respondWithin"), usual));
  }

  private static @Nullable String country(@Nullable String locale) {
    String country = locale == null ? "" : Locale.forLanguageTag(locale).getCountry();
    return country.isEmpty() ? null : country;
  }

  private static Duration duration(@Nullable String text, Duration usual) {
    try {
      Duration asked = text == null ? usual : Duration.parse(text);
      return asked.isNegative() || asked.isZero() ? usual : asked;
    } catch (DateTimeParseException notOne) {
      return usual;
    }
  }
}
