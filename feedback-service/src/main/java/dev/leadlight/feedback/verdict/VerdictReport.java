package dev.leadlight.feedback.verdict;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.feedback.outcome.OutcomeReport;
import org.jspecify.annotations.Nullable;

/**
 * A rep's verdict of a lead, before it was checked.
 *
 * @param id unique at the rep's; without one the latest verdict of a rep on a lead stands
 * @param lead {@code lead:<leadId>}, or an identity such as {@code crm:0031x}
 * @param verdict {@code good_lead} or {@code not_ready}
 * @param reason why, in a code or in words
 * @param occurredAt ISO 8601 with offset; now when absent
 */
public record VerdictReport(
    @Nullable String id,
    @Nullable String lead,
    @Nullable String verdict,
    @Nullable String reason,
    @Nullable String occurredAt) {

  public static final String SOURCE = "verdict";

  private static final int DIGITS = 12;

  /** Whether it says one of the two things a verdict says. */
  public boolean isVerdict() {
    return "good_lead".equals(verdict) || "not_ready".equals(verdict);
  }

  /**
   * As an outcome to be checked.
   *
   * @param rep who says so; only a digest of the name is kept
   */
  public OutcomeReport report(String rep, IdentityKeys keys) {
    String subject = OutcomeReport.leadOf(lead, keys).map(Object::toString).orElse("nobody");
    String named = Sha256.hex(rep).substring(0, DIGITS) + ":" + (id == null ? subject : id);
    return new OutcomeReport(named, lead, verdict, SOURCE, occurredAt, null, null, reason, null);
  }
}
