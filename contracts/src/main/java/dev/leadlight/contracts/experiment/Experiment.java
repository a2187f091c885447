package dev.leadlight.contracts.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial: some leads are scored by other cards, some are left alone. Published on the topic of
 * scorecards under {@code experiment:<id>}; the one published last is running until it is ended.
 *
 * <p>A lead's arm is a pure function of its id, the experiment's id and the salt: a number in [0,
 * 1), even over all leads. The hold-out has the numbers from 0 up, the challengers, in their order,
 * those from 1 down, the champion what is between. So making the hold-out or the last challenger
 * larger, or adding a challenger at the end, takes leads from the champion alone; no other lead
 * moves.
 *
 * @param champion the card in force when it began; its arm is scored by the card in force
 * @param challengers in the order in which they came
 * @param holdOut share of the leads that nobody acts on, 0 to 1; they are scored by the champion
 * @param salt sets this experiment's draw apart from others
 * @param endedAt null while it runs
 * @param sharesSince when the shares were changed last; null if they are those of the beginning
 */
public record Experiment(
    String id,
    ScorecardRef champion,
    List<Challenger> challengers,
    double holdOut,
    String salt,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant sharesSince) {

  /** The arm of the card in force. */
  public static final String CHAMPION = "champion";

  /** The arm of leads that are scored but not acted on. */
  public static final String HOLD_OUT = "hold-out";

  private static final double STEPS = 0x1p-53;

  public Experiment {
    challengers = challengers == null ? challengers : List.copyOf(challengers);
  }

  /**
   * A card on trial.
   *
   * @param share of the leads, 0 to 1
   * @param scorecard the whole document
   */
  public record Challenger(String arm, double share, JsonNode scorecard) {}

  /** The same, with shares that are new. */
  public Experiment withSharesSince(Instant at) {
    return new Experiment(id, champion, challengers, holdOut, salt, startedAt, endedAt, at);
  }

  /** Since when every lead has had the arm that it has: what came before compares other groups. */
  public Instant comparableFrom() {
    return sharesSince == null ? startedAt : sharesSince;
  }

  /** Whether the arms are the same, with the same shares and in the same order. */
  public boolean hasSharesOf(Experiment other) {
    return holdOut == other.holdOut && shares().equals(other.shares());
  }

  private List<Map.Entry<String, Double>> shares() {
    return challengers.stream()
        .map(challenger -> Map.entry(challenger.arm(), challenger.share()))
        .toList();
  }

  /** Whether it is over. */
  public boolean hasEnded() {
    return endedAt != null;
  }

  /** The same, over; one that is over already stays as it is. */
  public Experiment ended(Instant at) {
    return hasEnded()
        ? this
        : new Experiment(id, champion, challengers, holdOut, salt, startedAt, at, sharesSince);
  }

  /**
   * A lead's arm: {@link #HOLD_OUT}, a challenger's, or {@link #CHAMPION}. Key figures work it out
   * in SQL too, from the same digest and stretches.
   */
  public String armOf(LeadId lead) {
    double draw = draw(lead);
    String arm = HOLD_OUT;
    for (Stretch stretch : stretches()) {
      if (stretch.from() <= draw) {
        arm = stretch.arm();
      }
    }
    return arm;
  }

  /**
   * Which numbers are whose, from the lowest up.
   *
   * @param from the first that is the arm's, 0 to 1; the next stretch's first no longer is
   */
  public record Stretch(String arm, double from) {}

  /** All arms, an empty one beginning where the next does. */
  public List<Stretch> stretches() {
    Deque<Stretch> stretches = new ArrayDeque<>();
    double from = 1;
    for (Challenger challenger : challengers) {
      from -= challenger.share();
      stretches.addFirst(new Stretch(challenger.arm(), from));
    }
    stretches.addFirst(new Stretch(CHAMPION, holdOut));
    stretches.addFirst(new Stretch(HOLD_OUT, 0));
    return List.copyOf(stretches);
  }

  private double draw(LeadId lead) {
    return (Sha256.number(seed() + lead.value()) >>> 11) * STEPS;
  }

  /** What stands before a lead's id in the text that its number is the digest of. */
  public String seed() {
    return id + "\n" + salt + "\n";
  }
}
