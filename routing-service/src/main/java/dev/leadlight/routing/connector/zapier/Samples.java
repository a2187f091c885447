package dev.leadlight.routing.connector.zapier;

/** What Zapier's editor shows people who map fields: made up, newest first, nobody's data. */
public final class Samples {

  /** A list of events of the shape of {@link ZapierEvent}. */
  public static final String TIER_CHANGED =
      """
      [
        {
          "id": "dlv_sample-2",
          "event": "lead.tier_changed",
          "occurredAt": "2026-09-21T13:33:20Z",
          "leadId": "SampleLead_0123456789a",
          "name": "Ann Lee",
          "email": "ann@example.com",
          "phone": "+15550100",
          "fromTier": "nurture",
          "toTier": "sales-ready",
          "direction": "up",
          "score": 112,
          "segments": "cart-abandoner;repeat-browser",
          "rfmGroup": "promising",
          "leadUrl": null,
          "reasons": "adds to cart ×3: +75\\nbrowses ×2: +20",
          "reason1": "adds-to-cart",
          "reason1Points": 75.0,
          "reason2": "browses",
          "reason2Points": 20.0,
          "reason3": null,
          "reason3Points": null
        },
        {
          "id": "dlv_sample-1",
          "event": "lead.tier_changed",
          "occurredAt": "2026-09-20T08:05:00Z",
          "leadId": "SampleLead_0123456789b",
          "name": null,
          "email": "bob@example.com",
          "phone": null,
          "fromTier": "nurture",
          "toTier": "newsletter",
          "direction": "down",
          "score": 41,
          "segments": "window-shopper",
          "rfmGroup": null,
          "leadUrl": null,
          "reasons": "browses ×5: +41",
          "reason1": "browses",
          "reason1Points": 41.0,
          "reason2": null,
          "reason2Points": null,
          "reason3": null,
          "reason3Points": null
        }
      ]
      """;

  private Samples() {}
}
