package dev.leadlight.scoring.feature;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.FeatureCatalogue.Counter;
import dev.leadlight.contracts.scorecard.Exchange;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Purchases;
import dev.leadlight.scoring.lead.Spans;
import java.time.Instant;
import java.util.Arrays;

/**
 * The features of docs/features.md, worked out of evidence. The one function for points of models,
 * snapshots and back-tests. What happened after the moment asked about changes nothing, so a
 * feature can't know the outcome that it is to predict.
 */
public final class Features {

  private static final double DAY = Evidence.DAY;
  private static final long MONTH = 30 * Evidence.DAY;

  private final Evidence evidence;
  private final Exchange exchange;
  private final long at;
  private final double[] values;
  private int next;

  private Features(Evidence evidence, Exchange exchange, long at) {
    this.evidence = evidence;
    this.exchange = exchange;
    this.at = at;
    this.values = new double[FeatureCatalogue.standard().names().size()];
    Arrays.fill(values, Double.NaN);
  }

  /**
   * The features at a moment.
   *
   * @param evidence of all the lead's identities together
   * @param exchange the card's money, for those features that are amounts
   */
  public static FeatureVector of(Evidence evidence, Exchange exchange, Instant at) {
    Features features = new Features(evidence, exchange, at.toEpochMilli());
    features.counters();
    features.presence();
    features.channels();
    features.cart();
    features.orders();
    return FeatureVector.of(features.values);
  }

  private void counters() {
    for (Counter counter : FeatureCatalogue.standard().counters()) {
      boolean isSessions = counter.name().equals("sessions");
      Tallies tallies = new Tallies(evidence, counter.evidence(), at);
      for (int days : FeatureCatalogue.standard().windows()) {
        long millis = days * Evidence.DAY;
        values[next++] = isSessions ? sessionsWithin(millis) : tallies.within(millis);
      }
    }
  }

  private int sessionsWithin(long millis) {
    Spans sessions = evidence.sessions();
    int count = 0;
    for (int i = sessions.size() - 1; i >= 0 && sessions.start(i) > at - millis; i--) {
      count += sessions.start(i) <= at ? 1 : 0;
    }
    return count;
  }

  private void presence() {
    Tallies deeds = new Tallies(evidence, Deeds.KEY, at);
    Spans activity = evidence.activity();
    long last = deeds.latest();
    for (int i = activity.size() - 1; i >= 0; i--) {
      if (activity.start(i) <= at) {
        // Within a span only its start and end are known, and its end may lie ahead.
        last = Math.max(last, activity.end(i) <= at ? activity.end(i) : activity.start(i));
        break;
      }
    }
    boolean isKnown = !activity.isEmpty() && activity.start(0) <= at;
    set("tenure_days", isKnown ? (at - activity.start(0)) / DAY : Double.NaN);
    set("days_silent", since(last));
    set("active_days_30d", deeds.daysWithin(MONTH));
  }

  private void channels() {
    int[] counts = new Tallies(evidence, Deeds.KEY, at).byMark(Deeds.MARKS);
    double all = Arrays.stream(counts).sum();
    set("share_online", counts[Deeds.markOf(Channel.ONLINE)] / all);
    set("share_app", counts[Deeds.markOf(Channel.APP)] / all);
    set("share_in_store", counts[Deeds.markOf(Channel.IN_STORE)] / all);
    int messages = counts[Deeds.markOf(Channel.EMAIL)] + counts[Deeds.markOf(Channel.SMS)];
    set("share_messages", messages / all);
  }

  private void cart() {
    Tallies added = new Tallies(evidence, DerivedSignal.ADDED, at);
    long latest = added.latest();
    set("days_since_cart", since(latest));
    boolean isBought = evidence.orders().values().stream().anyMatch(o -> isIn(o, latest));
    set("cart_open", added.within(MONTH) > 0 && !isBought ? 1 : 0);
  }

  private boolean isIn(Order order, long from) {
    return order.at() >= from && order.at() <= at;
  }

  private void orders() {
    Purchases purchases = new Purchases(evidence);
    int count = 0;
    int ofQuarter = 0;
    int ofYear = 0;
    double total = 0;
    double net = 0;
    double netOfYear = 0;
    long first = Long.MIN_VALUE;
    long last = Long.MIN_VALUE;
    for (Order order : purchases.inTime()) {
      if (order.at() > at) {
        break;
      }
      double kept = purchases.net(order, at, exchange).map(Number::doubleValue).orElse(0.0);
      boolean isOfYear = order.at() > at - 365 * Evidence.DAY;
      first = count == 0 ? order.at() : first;
      last = order.at();
      count++;
      ofQuarter += order.at() > at - 90 * Evidence.DAY ? 1 : 0;
      ofYear += isOfYear ? 1 : 0;
      total += purchases.total(order, exchange).map(Number::doubleValue).orElse(0.0);
      net += kept;
      netOfYear += isOfYear ? kept : 0;
    }
    set("orders", count);
    set("orders_90d", ofQuarter);
    set("orders_365d", ofYear);
    set("net_value", net);
    set("net_value_365d", netOfYear);
    set("average_order_value", net / count);
    set("refunded_share", total > 0 ? 1 - net / total : Double.NaN);
    set("days_since_order", since(last));
    set("days_between_orders", count < 2 ? Double.NaN : (last - first) / DAY / (count - 1));
  }

  private double since(long moment) {
    return moment == Long.MIN_VALUE ? Double.NaN : (at - moment) / DAY;
  }

  private void set(String name, double value) {
    values[FeatureCatalogue.standard().indexOf(name)] = value;
  }
}
