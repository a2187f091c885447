package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Refund;
import dev.leadlight.scoring.score.Match;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead. Which fields there are depends on the kind.
 *
 * @param kind {@code first_seen}, {@code visit}, {@code order}, {@code refund}, {@code points} or
 *     {@code tier_change}
 * @param until when a visit ended
 * @param group of the rule that matched
 * @param points what the match was worth when it happened
 * @param pointsNow what is left of that, after decay and before the cap of the group
 * @param value of an order, or what was paid back, as sent; null for all of it
 * @param cause why a tier change was announced
 */
public record TimelineEntry(
    Instant at,
    String kind,
    @Nullable Instant until,
    @Nullable String group,
    @Nullable String rule,
    @Nullable Double points,
    @Nullable Double pointsNow,
    @Nullable String orderId,
    @Nullable BigDecimal value,
    @Nullable String currency,
    @Nullable Channel channel,
    @Nullable String from,
    @Nullable String to,
    Cause.@Nullable Kind cause) {

  private static final String FIRST_SEEN = "first_seen";
  private static final String VISIT = "visit";
  private static final String ORDER = "order";
  private static final String REFUND = "refund";
  private static final String POINTS = "points";
  private static final String TIER_CHANGE = "tier_change";

  /** Of one moment the later ones come first. */
  static final List<String> KINDS = List.of(FIRST_SEEN, VISIT, ORDER, REFUND, POINTS, TIER_CHANGE);

  static TimelineEntry firstSeen(long at) {
    return new TimelineEntry(
        Instant.ofEpochMilli(at),
        FIRST_SEEN,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static TimelineEntry visit(long start, long end) {
    return new TimelineEntry(
        Instant.ofEpochMilli(start),
        VISIT,
        Instant.ofEpochMilli(end),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static TimelineEntry points(Match match) {
    return new TimelineEntry(
        Instant.ofEpochMilli(match.at()),
        POINTS,
        null,
        match.group(),
        match.rule(),
        match.points(),
        match.pointsNow(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static TimelineEntry order(Order order) {
    return new TimelineEntry(
        Instant.ofEpochMilli(order.at()),
        ORDER,
        null,
        null,
        null,
        null,
        null,
        order.id(),
        order.value(),
        order.currency(),
        order.channel(),
        null,
        null,
        null);
  }

  static TimelineEntry refund(Refund refund) {
    return new TimelineEntry(
        Instant.ofEpochMilli(refund.at()),
        REFUND,
        null,
        null,
        null,
        null,
        null,
        refund.orderId(),
        refund.amount(),
        refund.currency(),
        null,
        null,
        null,
        null);
  }

  static TimelineEntry tierChange(AnnouncedChange change) {
    return new TimelineEntry(
        Instant.ofEpochMilli(change.since()),
        TIER_CHANGE,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        change.from(),
        change.to(),
        change.cause().kind());
  }
}
