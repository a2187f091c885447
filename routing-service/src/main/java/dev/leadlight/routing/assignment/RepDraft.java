package dev.leadlight.routing.assignment;

import dev.leadlight.contracts.http.Problem.Place;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rep as people write it down, before it was checked.
 *
 * @param slackUser user id at Slack, such as {@code U07}
 * @param crmOwners owner id by CRM, such as {@code hubspot: 4711}
 * @param weight 1 to 1000; 1 when absent
 * @param dailyCap 1 to 10,000; no limit when absent
 * @param timezone IANA name; UTC when absent
 * @param hours by day of the week, such as {@code monday: [09:00-12:30, 13:30-18:00]}; round the
 *     clock when absent
 * @param holidays days in ISO 8601
 * @param vacations first and last day in ISO 8601, such as {@code 2026-08-03/2026-08-14}
 * @param onDuty true when absent
 */
public record RepDraft(
    @Nullable String name,
    @Nullable String email,
    @Nullable String slackUser,
    @Nullable Map<String, String> crmOwners,
    @Nullable Integer weight,
    @Nullable Integer dailyCap,
    @Nullable List<String> territories,
    @Nullable List<String> stores,
    @Nullable List<String> skills,
    @Nullable String timezone,
    @Nullable Map<String, List<String>> hours,
    @Nullable List<String> holidays,
    @Nullable List<String> vacations,
    @Nullable Boolean onDuty) {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,255}");
  private static final Pattern SLACK_USER = Pattern.compile("[UW][A-Z0-9]{1,20}");
  private static final Pattern BLOCK = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_ENTRIES = 200;
  private static final int HIGHEST_WEIGHT = 1000;
  private static final int HIGHEST_CAP = 10_000;

  /**
   * What came of checking a draft.
   *
   * @param rep null when the draft has errors
   * @param errors what is wrong and where; empty exactly when there is a rep
   */
  public record Reading(@Nullable Rep rep, List<Place> errors) {}

  /** Whether a text may be a rep's id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** How a rep is written down. */
  public static RepDraft of(Rep rep) {
    Map<String, List<String>> week = new TreeMap<>();
    rep.hours()
        .week()
        .forEach(
            (day, blocks) ->
                week.put(
                    day.name().toLowerCase(Locale.ROOT),
                    blocks.stream().map(block -> block.from() + "-" + block.to()).toList()));
    return new RepDraft(
        rep.name(),
        rep.email(),
        rep.slackUser(),
        new TreeMap<>(rep.crmOwners()),
        rep.weight(),
        rep.dailyCap(),
        List.copyOf(new TreeSet<>(rep.territories())),
        List.copyOf(new TreeSet<>(rep.stores())),
        List.copyOf(new TreeSet<>(rep.skills())),
        rep.hours().zone().getId(),
        week,
        rep.hours().holidays().stream().sorted().map(LocalDate::toString).toList(),
        rep.hours().vacations().stream().map(days -> days.first() + "/" + days.last()).toList(),
        rep.onDuty());
  }

  /** Checks every field and names all that are wrong. */
  public Reading check(String id) {
    List<Place> errors = new ArrayList<>();
    String text = name == null ? "" : name.strip();
    require(!text.isEmpty() && text.length() <= LONGEST_TEXT, "/name", "a name", errors);
    String address = email == null ? "" : email.strip();
    require(EMAIL.matcher(address).matches(), "/email", "one e-mail address", errors);
    require(
        slackUser == null || SLACK_USER.matcher(slackUser).matches(),
        "/slackUser",
        "a member id, such as U07ABC",
        errors);
    int share = weight == null ? 1 : weight;
    require(share >= 1 && share <= HIGHEST_WEIGHT, "/weight", "1 to " + HIGHEST_WEIGHT, errors);
    require(
        dailyCap == null || (dailyCap >= 1 && dailyCap <= HIGHEST_CAP),
        "/dailyCap",
        "1 to " + HIGHEST_CAP + ", or absent",
        errors);
    Map<String, String> owners = crmOwners == null ? Map.of() : crmOwners;
    require(
        owners.size() <= MOST_ENTRIES
            && owners.values().stream().allMatch(owner -> owner != null && isShort(owner)),
        "/crmOwners",
        "an id for each CRM",
        errors);
    Optional<WorkingHours> time = workingHours(errors);
    Set<String> where = words(territories, "/territories", errors);
    Set<String> places = words(stores, "/stores", errors);
    Set<String> abilities = words(skills, "/skills", errors);
    if (!errors.isEmpty() || time.isEmpty()) {
      return new Reading(null, List.copyOf(errors));
    }
    return new Reading(
        new Rep(
            id,
            text,
            address,
            slackUser,
            owners,
            share,
            dailyCap,
            where,
            places,
            abilities,
            time.get(),
            onDuty == null || onDuty,
            true),
        List.of());
  }

  private Optional<WorkingHours> workingHours(List<Place> errors) {
    int before = errors.size();
    ZoneId zone = zone().orElse(null);
    require(zone != null, "/timezone", "an IANA name, such as Europe/Berlin", errors);
    Map<DayOfWeek, List<Block>> week =
        hours == null ? WorkingHours.always().week() : week(hours, errors);
    Set<LocalDate> off = new HashSet<>();
    entries(holidays, "/holidays", errors)
        .forEach(
            day ->
                require(
                    date(day).map(off::add).isPresent(),
                    "/holidays",
                    "days, such as 2026-12-25",
                    errors));
    List<Days> away = new ArrayList<>();
    entries(vacations, "/vacations", errors)
        .forEach(
            days ->
                require(
                    days(days).map(away::add).isPresent(),
                    "/vacations",
                    "first and last day, such as 2026-08-03/2026-08-14",
                    errors));
    return zone == null || errors.size() > before
        ? Optional.empty()
        : Optional.of(new WorkingHours(zone, week, off, away));
  }

  private Optional<ZoneId> zone() {
    try {
      return Optional.of(ZoneId.of(timezone == null ? "UTC" : timezone));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private static Map<DayOfWeek, List<Block>> week(
      Map<String, List<String>> hours, List<Place> errors) {
    EnumMap<DayOfWeek, List<Block>> week = new EnumMap<>(DayOfWeek.class);
    hours.forEach(
        (name, texts) -> {
          Optional<DayOfWeek> day = day(name);
          List<Block> blocks =
              entries(texts, "/hours", errors).stream()
                  .map(RepDraft::block)
                  .flatMap(Optional::stream)
                  .toList();
          boolean fine = day.isPresent() && texts != null && blocks.size() == texts.size();
          require(
              fine,
              "/hours/" + name.replace("~", "~0").replace("/", "~1"),
              "a day of the week with blocks, such as monday: [09:00-12:30, 13:30-18:00]",
              errors);
          day.ifPresent(known -> week.put(known, blocks));
        });
    return week;
  }

  private static Optional<DayOfWeek> day(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  private static Optional<Block> block(String text) {
    var edges = BLOCK.matcher(text.strip());
    try {
      return edges.matches()
          ? Optional.of(new Block(LocalTime.parse(edges.group(1)), end(edges.group(2))))
          : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static LocalTime end(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static Optional<Days> days(String text) {
    String[] edges = text.split("/", -1);
    try {
      return edges.length == 2
          ? Optional.of(new Days(LocalDate.parse(edges[0]), LocalDate.parse(edges[1])))
          : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static Set<String> words(
      @Nullable List<String> texts, String pointer, List<Place> errors) {
    return entries(texts, pointer, errors).stream()
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Without nulls and excess, of which there must be none. */
  private static List<String> entries(
      @Nullable List<String> texts, String pointer, List<Place> errors) {
    if (texts == null) {
      return List.of();
    }
    List<String> sound =
        texts.stream().filter(text -> text != null && isShort(text)).limit(MOST_ENTRIES).toList();
    require(
        sound.size() == texts.size(),
        pointer,
        "at most " + MOST_ENTRIES + " texts of 1 to " + LONGEST_TEXT + " characters",
        errors);
    return sound;
  }

  private static boolean isShort(String text) {
    return !text.isBlank() && text.length() <= LONGEST_TEXT;
  }

  private static void require(boolean isFine, String pointer, String message, List<Place> errors) {
    if (!isFine) {
      errors.add(Place.at(pointer, message));
    }
  }
}
