package dev.leadlight.routing.connector;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How a tier change is put into words, the same for every destination. Plain text, not escaped. */
public final class Wording {

  private static final int SHORT_ID = 8;
  private static final double NEGLIGIBLE = 0.005;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

  /** {@code Ann L. is sales-ready (100)}. */
  public static String headline(TierChange change) {
    String claim =
        change.direction() == Direction.UP
            ? " is " + change.to()
            : " is no longer " + change.from();
    return name(change) + claim + " (" + score(change) + ")";
  }

  /** The name the person gave, or the beginning of the lead's id. */
  public static String name(TierChange change) {
    String name = change.contact().name();
    return name == null || name.isBlank()
        ? "Lead " + change.leadId().value().substring(0, SHORT_ID)
        : name.strip();
  }

  /** The score as tiers see it: whole points, half up. */
  public static String score(TierChange change) {
    return BigDecimal.valueOf(change.score()).setScale(0, RoundingMode.HALF_UP).toPlainString();
  }

  /** The weightiest contributions, such as {@code adds-to-cart ×4: +99.97}. */
  public static List<String> reasons(TierChange change, int most) {
    return change.reasons().stream()
        .filter(reason -> Math.abs(reason.points()) >= NEGLIGIBLE)
        .sorted(Comparator.comparingDouble((Contribution reason) -> -Math.abs(reason.points())))
        .limit(most)
        .map(Wording::reason)
        .toList();
  }

  /** {@code 23 November 2026, 15:08 UTC}: whoever reads it may be anywhere. */
  public static String moment(Instant moment) {
    return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
  }

  /** {@code user:u1} and so on, strongest first. */
  public static List<String> identities(TierChange change) {
    return change.identities().stream().map(Identity::label).toList();
  }

  private static String reason(Contribution reason) {
    return subject(reason) + ": " + points(reason.points());
  }

  private static String subject(Contribution reason) {
    String rule = reason.rule();
    if (rule != null) {
      Integer matches = reason.matches();
      return matches == null || matches < 2 ? rule : rule + " ×" + matches;
    }
    String adjustment = Objects.requireNonNullElse(reason.adjustment(), "adjustment");
    return reason.group() == null ? adjustment : adjustment + " of " + reason.group();
  }

  private static String points(double points) {
    BigDecimal rounded =
        BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
  }

  private Wording() {}
}
