package dev.leadlight.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A crowd of shoppers over {@link #LENGTH}. Pure: seed, number and start decide everything, and a
 * larger crowd of the same seed begins with the smaller one. Shoppers of different seeds never
 * share an identity.
 */
public record Simulation(Instant start, List<Shopper> shoppers) {
  /** From the first message to the last, at most. */
  public static final Duration LENGTH = Duration.ofDays(8);

  /** Regulars have been in the store before the others arrive. */
  private static final Duration FIRST_ARRIVAL = Duration.ofDays(6);

  private static final Duration ARRIVALS = Duration.ofDays(1);

  /**
   * Makes a crowd.
   *
   * @param start nothing happens before it. What is to be sent as the past has to start {@link
   *     #LENGTH} before now, since an event later than its receipt is dated back to it
   */
  public static Simulation of(long seed, int visitors, Instant start) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Shopper> shoppers =
        IntStream.range(0, visitors)
            .mapToObj(number -> shopper("sim-%d-%d".formatted(seed, number), start, random.split()))
            .toList();
    return new Simulation(start, shoppers);
  }

  /** Everything that happens, in the order of time. */
  public List<TimedMessage> messages() {
    return shoppers.stream()
        .flatMap(shopper -> shopper.messages().stream())
        .sorted(Comparator.comparing(TimedMessage::at))
        .toList();
  }

  /** What has to come out. */
  public Stream<Truth> truths() {
    return shoppers.stream().map(Shopper::truth);
  }

  /** No message is later. */
  public Instant end() {
    return start.plus(LENGTH);
  }

  private static Shopper shopper(String name, Instant start, SplittableRandom random) {
    Persona persona = Persona.drawn(random.nextInt(100));
    Instant arrival = start.plus(FIRST_ARRIVAL).plusMillis(random.nextLong(ARRIVALS.toMillis()));
    return Scripts.play(persona, new Diary(name, arrival, random));
  }
}
