package dev.leadlight.routing.assignment;

import dev.leadlight.contracts.http.Objections;
import dev.leadlight.contracts.json.Reading;
import java.time.LocalDate;
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
  private static final int HIGHEST_WEIGHT = 1000;
  private static final int HIGHEST_CAP = 10_000;

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
  public Reading<Rep> check(String id) {
    Objections wrong = new Objections();
    checkPerson(wrong);
    checkShare(wrong);
    checkOwners(wrong);
    Optional<WorkingHours> time = new HoursDraft(timezone, hours, holidays, vacations).check(wrong);
    Set<String> where = words(territories, "/territories", wrong);
    Set<String> places = words(stores, "/stores", wrong);
    Set<String> abilities = words(skills, "/skills", wrong);
    if (!wrong.isEmpty() || time.isEmpty()) {
      return Reading.refused(wrong.places());
    }
    return Reading.of(
        new Rep(
            id,
            stripped(name),
            stripped(email),
            slackUser,
            owners(),
            share(),
            dailyCap,
            where,
            places,
            abilities,
            time.get(),
            onDuty == null || onDuty,
            true));
  }

  private void checkPerson(Objections wrong) {
    String text = stripped(name);
    wrong.require(!text.isEmpty() && text.length() <= Entries.LONGEST, "/name", "a name");
    wrong.require(EMAIL.matcher(stripped(email)).matches(), "/email", "one e-mail address");
    wrong.require(
        slackUser == null || SLACK_USER.matcher(slackUser).matches(),
        "/slackUser",
        "a member id, such as U07ABC");
  }

  private void checkShare(Objections wrong) {
    wrong.require(share() >= 1 && share() <= HIGHEST_WEIGHT, "/weight", "1 to " + HIGHEST_WEIGHT);
    wrong.require(
        dailyCap == null || (dailyCap >= 1 && dailyCap <= HIGHEST_CAP),
        "/dailyCap",
        "1 to " + HIGHEST_CAP + ", or absent");
  }

  private void checkOwners(Objections wrong) {
    wrong.require(
        owners().size() <= Entries.MOST && owners().values().stream().allMatch(Entries::isOne),
        "/crmOwners",
        "an id for each CRM");
  }

  private int share() {
    return weight == null ? 1 : weight;
  }

  private Map<String, String> owners() {
    return crmOwners == null ? Map.of() : crmOwners;
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static Set<String> words(@Nullable List<String> texts, String pointer, Objections wrong) {
    return Entries.check(texts, pointer, wrong).stream()
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }
}
