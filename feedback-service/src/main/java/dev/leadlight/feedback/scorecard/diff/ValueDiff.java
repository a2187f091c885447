package dev.leadlight.feedback.scorecard.diff;

import dev.leadlight.contracts.scorecard.Clv;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.scorecard.RfmGroups.RfmGroup;
import dev.leadlight.contracts.scorecard.RfmQuantiles;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.lint.Words;
import dev.leadlight.feedback.scorecard.diff.Changes.Placed;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a card says about purchase history and money. */
final class ValueDiff {

  private static final String RFM = "/value/rfm";
  private static final String GROUPS = "/value/rfmGroups";
  private static final String CLV = "/value/clv";

  private final Changes changes;

  ValueDiff(Changes changes) {
    this.changes = changes;
  }

  void compare(Scorecard before, Scorecard after) {
    rfm(before.rfm(), after.rfm(), after.currency().getCurrencyCode());
    rfmGroups(before.rfmGroups(), after.rfmGroups());
    String currency = after.currency().getCurrencyCode();
    bands(
        "/rates",
        before.rates(),
        after.rates(),
        from -> "One " + from + " counts as",
        rate -> amount(rate) + " " + currency);
    clv(before.clv(), after.clv());
  }

  private void rfm(@Nullable Rfm before, @Nullable Rfm after, String currency) {
    if (before == null || after == null) {
      changes.optional(RFM, "The price of the purchase history", before, after, ValueDiff::rfm);
      return;
    }
    bands(
        RFM + "/recencyDays",
        before.recencyDays(),
        after.recencyDays(),
        days -> "An order at most " + days + " days ago is worth",
        Phrases::points);
    bands(
        RFM + "/frequency",
        before.frequency(),
        after.frequency(),
        orders -> "At least " + orders + (orders == 1 ? " order is worth" : " orders are worth"),
        Phrases::points);
    bands(
        RFM + "/monetary",
        before.monetary(),
        after.monetary(),
        sum -> "Orders of at least " + amount(sum) + " " + currency + " are worth",
        Phrases::points);
    changes.optional(
        RFM + "/quantiles",
        "The division of customers",
        before.quantiles(),
        after.quantiles(),
        ValueDiff::quantiles);
  }

  private static String rfm(Rfm rfm) {
    int bands = rfm.recencyDays().size() + rfm.frequency().size() + rfm.monetary().size();
    return bands + " bands" + (rfm.quantiles() == null ? "" : ", " + quantiles(rfm.quantiles()));
  }

  private static String quantiles(RfmQuantiles quantiles) {
    return quantiles.parts()
        + " parts worth "
        + numbers(quantiles.recency())
        + " by recency, "
        + numbers(quantiles.frequency())
        + " by frequency, "
        + numbers(quantiles.monetary())
        + " by money";
  }

  private void rfmGroups(@Nullable RfmGroups before, @Nullable RfmGroups after) {
    if (before == null || after == null) {
      changes.optional(
          GROUPS,
          "The naming of customers",
          before,
          after,
          groups -> names(groups).stream().collect(Collectors.joining(", ")));
      return;
    }
    bounds("/recencyDays", "recency, in days,", before, after, RfmGroups::recencyDays);
    bounds("/frequency", "frequency, in orders,", before, after, RfmGroups::frequency);
    bounds("/monetary", "monetary value", before, after, RfmGroups::monetary);
    changes.each(
        Changes.placed(before.groups(), GROUPS + "/groups", RfmGroup::name),
        Changes.placed(after.groups(), GROUPS + "/groups", RfmGroup::name),
        group -> "There is a new RFM group " + group.name() + ": " + classes(group),
        group -> "The RFM group " + group.name() + " is gone",
        this::rfmGroup);
    List<String> kept = names(before).stream().filter(names(after)::contains).toList();
    List<String> order = names(after).stream().filter(kept::contains).toList();
    changes.value(
        GROUPS + "/groups",
        "RFM groups are tried in the order",
        kept,
        order,
        all -> String.join(", ", all));
  }

  private void rfmGroup(RfmGroup then, Placed<RfmGroup> now) {
    changes.value(
        now.pointer(),
        "In the RFM group " + now.item().name() + " is who has",
        then,
        now.item(),
        ValueDiff::classes);
  }

  private void bounds(
      String field,
      String subject,
      RfmGroups before,
      RfmGroups after,
      Function<RfmGroups, List<? extends Number>> bounds) {
    changes.value(
        GROUPS + field,
        "The classes of " + subject + " are bounded by",
        numbers(bounds.apply(before)),
        numbers(bounds.apply(after)),
        String::toString);
  }

  private static List<String> names(RfmGroups groups) {
    return groups.groups().stream().map(RfmGroup::name).toList();
  }

  private static String classes(RfmGroup group) {
    return "recency "
        + Phrases.range(group.recency())
        + ", frequency "
        + Phrases.range(group.frequency())
        + ", monetary "
        + Phrases.range(group.monetary());
  }

  private void clv(@Nullable Clv before, @Nullable Clv after) {
    if (before == null || after == null) {
      changes.optional(
          CLV,
          "The estimate of customer value",
          before,
          after,
          clv -> "looks ahead " + Phrases.duration(clv.horizon()));
      return;
    }
    changes.value(
        CLV + "/horizon",
        "Customer value is estimated for",
        before.horizon(),
        after.horizon(),
        Phrases::duration);
    parameter("/purchases/r", before.r(), after.r());
    parameter("/purchases/alphaDays", before.alphaDays(), after.alphaDays());
    parameter("/purchases/a", before.a(), after.a());
    parameter("/purchases/b", before.b(), after.b());
    parameter("/spend/p", before.p(), after.p());
    parameter("/spend/q", before.q(), after.q());
    parameter("/spend/gamma", before.gamma(), after.gamma());
  }

  private void parameter(String name, double before, double after) {
    String parameter = name.substring(name.lastIndexOf('/') + 1);
    changes.value(
        CLV + name,
        "The estimate of customer value has " + parameter + " =",
        before,
        after,
        Words::number);
  }

  private <K extends Comparable<K>, V> void bands(
      String pointer,
      Map<K, V> before,
      Map<K, V> after,
      Function<K, String> subject,
      Function<V, String> words) {
    new TreeMap<>(after)
        .forEach(
            (bound, now) -> {
              V then = before.get(bound);
              String at = pointer + "/" + bound;
              if (then == null) {
                changes.changed(at, subject.apply(bound) + " " + words.apply(now) + " now");
              } else {
                changes.value(at, subject.apply(bound), then, now, words);
              }
            });
    new TreeMap<>(before)
        .forEach(
            (bound, then) -> {
              if (!after.containsKey(bound)) {
                changes.gone(
                    pointer + "/" + bound,
                    subject.apply(bound) + " nothing of its own instead of " + words.apply(then));
              }
            });
  }

  private static String amount(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static String numbers(Collection<? extends Number> numbers) {
    return numbers.isEmpty()
        ? "nothing"
        : numbers.stream()
            .map(number -> amount(new BigDecimal(number.toString())))
            .collect(Collectors.joining(", "));
  }
}
