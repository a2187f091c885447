package dev.leadlight.scoring.backtest.shell;

import static dev.leadlight.scoring.Shop.T0;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.backtest.Backtest;
import dev.leadlight.scoring.backtest.Finding;
import dev.leadlight.scoring.backtest.Knowledge;
import dev.leadlight.scoring.backtest.Quality.TierQuality;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A log in memory that tests write, and back-tests over it. */
@NullUnmarked
abstract class PastLog {

  static final Duration WEEK = Duration.ofDays(7);

  final Shop shop = Shop.withStarterCard();
  final List<LogRecord> log = new ArrayList<>();

  static Instant day(double days) {
    return T0.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
  }

  final void event(String who, String signal, double day) {
    event(who, signal, day, day);
  }

  final void event(String who, String signal, double day, double toldOn) {
    ShopperEvent event = shop.event(signal, day(day), Map.of(), who.split(" "));
    Instant told = day(toldOn);
    ShopperEvent sent =
        new ShopperEvent(
            event.id(),
            event.signal(),
            event.identities(),
            event.channel(),
            event.source(),
            event.occurredAt(),
            told,
            null,
            event.properties(),
            event.page(),
            event.traits(),
            event.consent(),
            null,
            null);
    log.add(new LogRecord(sent, 0, log.size(), told));
  }

  final void carts(String who, int count, double day) {
    for (int i = 0; i < count; i++) {
      event(who, "Product Added", day + i / 1440.0);
    }
  }

  static Backtest backtest(Scorecard card, Knowledge knowledge, double from, double to) {
    return new Backtest(
        card,
        day(from),
        day(to),
        WEEK,
        WEEK,
        knowledge,
        Set.of(new Signal("order_completed"), new Signal("pos_purchase")));
  }

  final Finding find(Backtest backtest, Scorecard live) {
    log.sort(Comparator.comparing(LogRecord::recordedAt));
    BacktestRun run = new BacktestRun(backtest, live, Shop.KEYS, 4 << 20, new Progress());
    run.accept(log);
    return run.finding();
  }

  final Finding find(Knowledge knowledge, double from, double to) {
    return find(backtest(Scorecard.starter(), knowledge, from, to), Scorecard.starter());
  }

  static TierQuality tier(Finding finding, String name) {
    return finding.draft().tiers().stream()
        .filter(each -> each.tier().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
