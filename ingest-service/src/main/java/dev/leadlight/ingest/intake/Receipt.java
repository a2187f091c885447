package dev.leadlight.ingest.intake;

import dev.leadlight.ingest.intake.Verdict.Rejected;
import java.util.List;

/**
 * What became of a delivery, all of it stored.
 *
 * @param accepted how many messages are events now
 * @param duplicates how many were events before
 * @param rejected the refusals of the others, in order
 */
public record Receipt(int accepted, int duplicates, List<Rejected> rejected) {

  public Receipt {
    rejected = List.copyOf(rejected);
  }

  public static Receipt of(Intake intake) {
    List<Rejected> rejected = intake.rejections();
    return new Receipt(intake.judged().size() - rejected.size(), intake.duplicates(), rejected);
  }

  /** How many messages the delivery had. */
  public int size() {
    return accepted + duplicates + rejected.size();
  }
}
