package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.vendor.Amounts;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.Label;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.outcome.OutcomeReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CRM says of a deal.
 *
 * @param id of the deal, unique at the source
 * @param kind {@code won}, {@code lost}, {@code reopened}, {@code good_lead} or {@code not_ready}
 * @param at when it was decided; null if the CRM does not say
 * @param amount as the CRM writes it; null if there is none
 * @param currency ISO 4217; without an amount it means nothing
 * @param place JSON pointer to it in the message
 * @param places where a field of the report comes from, within that place
 */
record Deal(
    String id,
    String kind,
    @Nullable Instant at,
    @Nullable String amount,
    @Nullable String currency,
    @Nullable String reason,
    Person person,
    String place,
    Map<String, String> places) {

  /** Neither won nor lost any more. What it is worth is not known before it is closed again. */
  static final String REOPENED = "reopened";

  private static final int LONGEST_REASON = 1000;

  /** As a label of a source. */
  Findings label(String source) {
    BigDecimal value = kind.equals(REOPENED) ? null : Amounts.decimal(amount);
    if (!kind.equals(REOPENED) && amount != null && value == null) {
      return Findings.refused(
          Fault.at("amount", place + places.getOrDefault("/value", "/value"), "a decimal number"));
    }
    OutcomeReport report =
        new OutcomeReport(
            id,
            person.lead(),
            kind,
            source,
            at == null ? null : at.toString(),
            value == null ? null : Amounts.rounded(value, OutcomeReport.MOST_DECIMALS),
            value == null || currency == null ? null : currency.toUpperCase(Locale.ROOT),
            reason == null ? null : StorableText.shortened(reason, LONGEST_REASON),
            null);
    return Findings.of(new Label(report, person.identities(), null, Map.of(), place, places));
  }
}
