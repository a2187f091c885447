package dev.leadlight.routing.connector;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.scorecard.Spoken;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Bidi;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** How a tier change is put into words, the same for every destination. Plain text, not escaped. */
public final class Wording {

  private static final int SHORT_ID = 8;

  /** Of a name, so that what is said of somebody has its place beside it. */
  private static final int NAME = 80;

  /** What ends a line, and what turns the direction of all that follows. */
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  private static final Pattern TURNS = Pattern.compile("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

  /** A mark that is not seen. */
  private static final char LEFT_TO_RIGHT = '\u200e';

  /** Contributions that have no words for ids. */
  private static final Map<String, String> OF_CUSTOMERS =
      Map.of(
          "rfm.recency", "last order",
          "rfm.frequency", "number of orders",
          "rfm.monetary", "amount spent");

  private static final double NEGLIGIBLE = 0.005;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  /** {@code Ann L. is sales-ready (100)}. */
  public static String headline(TierChange change) {
    String claim =
        change.direction() == Direction.UP
            ? " is " + change.to()
            : " is no longer " + change.from();
    return beside(name(change)) + claim + " (" + score(change) + ")";
  }

  /** A name that is read from right to left leaves the sentence its direction. */
  private static String beside(String name) {
    return Bidi.requiresBidi(name.toCharArray(), 0, name.length())
        ? LEFT_TO_RIGHT + name + LEFT_TO_RIGHT
        : name;
  }

  /** The name the person gave, shortened and on one line, or the beginning of the lead's id. */
  public static String name(TierChange change) {
    String name = oneLine(Objects.requireNonNullElse(change.contact().name(), ""), NAME);
    return name.isEmpty() ? "Lead " + change.leadId().value().substring(0, SHORT_ID) : name;
  }

  /** The text on one line that reads as it was written, at most so long. */
  public static String oneLine(String text, int longest) {
    String line = TURNS.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("").strip();
    return line.length() <= longest ? line : StorableText.shortened(line, longest - 1) + "…";
  }

  /** The score as tiers see it: whole points, half up. */
  public static String score(TierChange change) {
    return BigDecimal.valueOf(change.score()).setScale(0, RoundingMode.HALF_UP).toPlainString();
  }

  /** The weightiest contributions, such as {@code adds to cart ×4: +99.97}. */
  public static List<String> reasons(TierChange change, int most) {
    return change.reasons().stream()
        .filter(reason -> Math.abs(reason.points()) >= NEGLIGIBLE)
        .sorted(Comparator.comparingDouble((Contribution reason) -> -Math.abs(reason.points())))
        .limit(most)
        .map(Wording::reason)
        .toList();
  }

  /** {@code 23 November 2026, 15:08 (Europe/Berlin)}: by the reader's clock, which is named. */
  public static String moment(Instant moment, ZoneId zone) {
    boolean isUtc = zone.normalized().equals(ZoneOffset.UTC);
    return MOMENT.format(moment.atZone(zone)) + (isUtc ? " UTC" : " (" + zone.getId() + ")");
  }

  /** {@code user:u1} and so on, strongest first. */
  public static List<String> identities(TierChange change) {
    return change.identities().stream().map(Identity::label).toList();
  }

  private static String reason(Contribution reason) {
    return subject(reason) + ": " + points(reason.points());
  }

  /** Ids are made of words; those that are ours alone have other ones. */
  private static String subject(Contribution reason) {
    String rule = reason.rule();
    String group = Spoken.of(Objects.requireNonNullElse(reason.group(), ""));
    if (rule == null) {
      return switch (Objects.requireNonNullElse(reason.adjustment(), "")) {
        case "cap" -> "limit of " + group;
        case "idle" -> "silence (" + group + ")";
        case "floor" -> "no score is below 0";
        default -> "adjustment";
      };
    }
    Integer matches = reason.matches();
    return switch (group) {
      case "value" -> OF_CUSTOMERS.getOrDefault(rule, Spoken.of(rule));
      case "predictive" -> "prediction (" + Spoken.of(rule) + ")";
      default ->
          matches == null || matches < 2 ? Spoken.of(rule) : Spoken.of(rule) + " ×" + matches;
    };
  }

  private static String points(double points) {
    BigDecimal rounded =
        BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
  }

  private Wording() {}
}
