package dev.leadlight.local.stack.demo;

import dev.leadlight.local.simulator.Player;
import dev.leadlight.local.simulator.Shopper;
import dev.leadlight.local.simulator.Simulation;
import dev.leadlight.local.simulator.TimedMessage;
import dev.leadlight.local.stack.outbox.Outbox;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Lets simulated shoppers in at a pace one can follow, as if all of it happened now. */
public final class Demo {
  private static final int VISITORS = 5_000;
  private static final int AT_ONCE = 6;
  private static final Duration PACE = Duration.ofMillis(400);

  private final URI front;
  private final HotLeads hotLeads;
  private final Consumer<String> say;

  /**
   * A demo that does not play yet.
   *
   * @param say takes lines for people
   */
  public Demo(URI front, String operatorToken, Outbox outbox, Consumer<String> say) {
    this.front = front;
    this.say = say;
    this.hotLeads = new HotLeads(front, operatorToken, say);
    outbox.onMessage(hotLeads::onMessage);
  }

  /** Plays in the background until this JVM ends, with other shoppers at each start. */
  public void start() {
    say.accept("Simulated shoppers come in now; hot leads are shown here.");
    Instant now = Instant.now();
    Simulation crowd = Simulation.of(now.getEpochSecond(), VISITORS, now);
    Thread thread = new Thread(() -> play(new ArrayDeque<>(crowd.shoppers())), "demo");
    thread.setDaemon(true);
    thread.start();
  }

  private void play(Deque<Shopper> waiting) {
    Player player = new Player(front);
    List<Iterator<TimedMessage>> inside = new ArrayList<>();
    try {
      while (!waiting.isEmpty() || !inside.isEmpty()) {
        while (inside.size() < AT_ONCE && !waiting.isEmpty()) {
          inside.add(waiting.pop().messages().iterator());
        }
        for (Iterator<TimedMessage> shopper : inside) {
          player.send(shopper.next(), true);
          Thread.sleep(PACE.toMillis());
        }
        inside.removeIf(shopper -> !shopper.hasNext());
      }
    } catch (IOException fault) {
      say.accept("The demo ends here: " + fault.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
