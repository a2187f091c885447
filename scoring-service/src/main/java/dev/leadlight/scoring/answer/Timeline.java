package dev.leadlight.scoring.answer;

import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Refund;
import dev.leadlight.scoring.lead.Spans;
import dev.leadlight.scoring.score.Match;
import dev.leadlight.scoring.score.Terms;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a lead, as far as its state remembers, newest first: what each point came from,
 * orders, visits and the latest tier changes.
 */
public final class Timeline {

  private static final Comparator<TimelineEntry> NEWEST_FIRST =
      Comparator.comparing(TimelineEntry::at)
          .thenComparing(entry -> TimelineEntry.KINDS.indexOf(entry.kind()))
          .thenComparing(entry -> Objects.requireNonNullElse(entry.rule(), ""))
          .thenComparing(entry -> Objects.requireNonNullElse(entry.orderId(), ""))
          .reversed();

  private Timeline() {}

  /**
   * Where a timeline goes on.
   *
   * @param at the moment of the first page, at which all pages are evaluated
   * @param before entries of this moment are next, or older ones
   * @param skipped how many entries of that moment were shown already
   */
  public record Cursor(Instant at, Instant before, int skipped) {

    /** Reads what {@link #text} wrote; empty if it is anything else. */
    public static Optional<Cursor> parse(String text) {
      try {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        String[] parts = plain.split(" ", -1);
        return parts.length == 3 && parts[2].matches("\\d{1,6}")
            ? Optional.of(
                new Cursor(
                    Instant.ofEpochMilli(Long.parseLong(parts[0])),
                    Instant.ofEpochMilli(Long.parseLong(parts[1])),
                    Integer.parseInt(parts[2])))
            : Optional.empty();
      } catch (IllegalArgumentException | DateTimeException notOurs) {
        return Optional.empty();
      }
    }

    public String text() {
      String plain = at.toEpochMilli() + " " + before.toEpochMilli() + " " + skipped;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * A page.
   *
   * @param cursor null for the first
   */
  public static TimelinePage page(
      LeadState lead, Terms terms, Instant now, @Nullable Cursor cursor, int limit) {
    Instant at = cursor == null ? now : cursor.at();
    List<TimelineEntry> all = entries(lead, terms, at);
    int from = 0;
    if (cursor != null) {
      while (from < all.size() && all.get(from).at().isAfter(cursor.before())) {
        from++;
      }
      from = Math.min(from + cursor.skipped(), all.size());
    }
    int to = Math.min(all.size(), from + limit);
    List<TimelineEntry> shown = all.subList(from, to);
    return new TimelinePage(
        lead.id(), at, shown, to == all.size() ? null : after(all, to, at).text());
  }

  private static Cursor after(List<TimelineEntry> all, int to, Instant at) {
    Instant last = all.get(to - 1).at();
    int skipped = 0;
    while (skipped < to && all.get(to - 1 - skipped).at().equals(last)) {
      skipped++;
    }
    return new Cursor(at, last, skipped);
  }

  private static List<TimelineEntry> entries(LeadState lead, Terms terms, Instant at) {
    Evidence evidence = lead.united();
    List<TimelineEntry> all = new ArrayList<>();
    all.add(TimelineEntry.firstSeen(lead.firstSeenAt()));
    for (Match match : terms.pricing().read(evidence).matchesUntil(at)) {
      all.add(TimelineEntry.points(match));
    }
    for (Order order : evidence.orders().values()) {
      all.add(TimelineEntry.order(order));
    }
    for (Refund refund : evidence.refunds().values()) {
      all.add(TimelineEntry.refund(refund));
    }
    Spans visits = evidence.sessions();
    for (int i = 0; i < visits.size(); i++) {
      all.add(TimelineEntry.visit(visits.start(i), visits.end(i)));
    }
    for (AnnouncedChange change : lead.changes()) {
      all.add(TimelineEntry.tierChange(change));
    }
    all.removeIf(entry -> entry.at().isAfter(at));
    all.sort(NEWEST_FIRST);
    return all;
  }
}
