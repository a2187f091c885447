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
    return new Draft(at, FIRST_SEEN).done();
  }

  static TimelineEntry visit(long start, long end) {
    Draft visit = new Draft(start, VISIT);
    visit.until = Instant.ofEpochMilli(end);
    return visit.done();
  }

  static TimelineEntry points(Match match) {
    Draft points = new Draft(match.at(), POINTS);
    points.group = match.group();
    points.rule = match.rule();
    points.points = match.points();
    points.pointsNow = match.pointsNow();
    return points.done();
  }

  static TimelineEntry order(Order order) {
    Draft bought = new Draft(order.at(), ORDER);
    bought.orderId = order.id();
    bought.value = order.value();
    bought.currency = order.currency();
    bought.channel = order.channel();
    return bought.done();
  }

  static TimelineEntry refund(Refund refund) {
    Draft paidBack = new Draft(refund.at(), REFUND);
    paidBack.orderId = refund.orderId();
    paidBack.value = refund.amount();
    paidBack.currency = refund.currency();
    return paidBack.done();
  }

  static TimelineEntry tierChange(AnnouncedChange change) {
    Draft moved = new Draft(change.since(), TIER_CHANGE);
    moved.from = change.from();
    moved.to = change.to();
    moved.cause = change.cause().kind();
    return moved.done();
  }

  /** An entry in which the fields of its kind are about to be set. */
  private static final class Draft {
    private final Instant at;
    private final String kind;
    @Nullable Instant until;
    @Nullable String group;
    @Nullable String rule;
    @Nullable Double points;
    @Nullable Double pointsNow;
    @Nullable String orderId;
    @Nullable BigDecimal value;
    @Nullable String currency;
    @Nullable Channel channel;
    @Nullable String from;
    @Nullable String to;
    Cause.@Nullable Kind cause;

    Draft(long at, String kind) {
      this.at = Instant.ofEpochMilli(at);
      this.kind = kind;
    }

    TimelineEntry done() {
      return new TimelineEntry(
          at, kind, until, group, rule, points, pointsNow, orderId, value, currency, channel, from,
          to, cause);
    }
  }
}
