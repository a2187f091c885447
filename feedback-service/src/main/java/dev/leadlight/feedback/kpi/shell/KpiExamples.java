package dev.leadlight.feedback.kpi.shell;

/** Answers as the OpenAPI document shows them. */
final class KpiExamples {

  private static final String PERIOD =
      """
      "period": {"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z", "timeZone": "UTC"},
       "generatedAt": "2026-11-30T18:00:00Z",
      """;

  private static final String BASIS =
      """
       "basis": {"currency": "EUR", "rates": {"EUR": 1, "USD": 0.92}, "asOf": "2026-11-01"},
      """;

  private static final String FIGURES =
      """
      "leads": 40, "convertedLeads": 10, "conversionRate": 0.25,
          "precision": {"part": 10, "of": 40, "rate": 0.25, "interval": {"low": 0.142, "high": 0.402}},
          "recall": {"part": 10, "of": 10, "rate": 1.0, "interval": {"low": 0.722, "high": 1.0}},
          "lift": 1.0, "orders": 12,
          "revenue": [{"currency": "EUR", "amount": 1188.00}],
          "averageOrderValue": [{"currency": "EUR", "amount": 99.00}],
          "money": {"revenue": {"currency": "EUR", "amount": 1188.00},
            "averageOrderValue": {"currency": "EUR", "amount": 99.00}, "unconverted": []},
          "purchaseFrequency": 1.2,
          "repeatPurchase": {"part": 3, "of": 10, "rate": 0.3, "interval": {"low": 0.108, "high": 0.603}},
          "newLeads": 25, "daysToReach": 3.5, "daysInTier": 9.2,
          "contact": {"crossings": 30, "heldBack": 3,
            "served": {"part": 26, "of": 27, "rate": 0.963, "interval": {"low": 0.817, "high": 0.993}},
            "secondsToFirst": 4.2},
          "labels": {"won": {"part": 4, "of": 5, "rate": 0.8, "interval": {"low": 0.376, "high": 0.964}},
            "wonValue": [{"currency": "EUR", "amount": 1290.00}],
            "accepted": {"part": 9, "of": 12, "rate": 0.75, "interval": {"low": 0.468, "high": 0.911}},
            "answers": 7, "satisfaction": 0.81}
      """;

  static final String KPIS =
      "{"
          + PERIOD
          + BASIS
          + " \"tiers\": [{\"tier\": \"sales-ready\", "
          + FIGURES
          + "}], \"total\": {"
          + FIGURES
          + """
          },
           "previous": {"period": {"from": "2026-10-02T00:00:00Z", "to": "2026-11-01T00:00:00Z",
             "timeZone": "UTC"}, "tiers": [], "total": {"leads": 32}},
           "growth": {"leads": 0.25, "conversionRate": 0.1, "orders": 0.2, "revenue": 0.3,
             "averageOrderValue": 0.08, "leadVelocityRate": 0.19},
           "customers": {"count": 400, "lifetimeValue": {"currency": "EUR", "amount": 231.40},
             "retention": {"part": 4, "of": 8, "rate": 0.5, "interval": {"low": 0.215, "high": 0.785}}}}
          """;

  static final String GROUPS =
      "{"
          + PERIOD
          + BASIS
          + " \"dimension\": \"channel\", \"groups\": [{\"value\": \"in_store\", \"tiers\": [],"
          + " \"total\": {"
          + FIGURES
          + "}, \"previous\": {\"leads\": 32}}]}";

  static final String COHORTS =
      "{"
          + PERIOD
          + BASIS
          + """
           "cohorts": [{"firstOrder": "2026-10", "size": 120, "months": [
             {"number": 0, "month": "2026-10",
              "buyers": {"part": 120, "of": 120, "rate": 1.0, "interval": {"low": 0.969, "high": 1.0}},
              "orders": 131, "money": {"revenue": {"currency": "EUR", "amount": 12400.00},
                "averageOrderValue": {"currency": "EUR", "amount": 94.66}, "unconverted": []},
              "revenuePerCustomer": {"currency": "EUR", "amount": 103.33}}]}]}
          """;

  static final String STORES =
      "{"
          + PERIOD
          + BASIS
          + """
           "stores": [{"store": "berlin-mitte",
             "tiers": [{"tier": "sales-ready", "visits": 31, "leads": 20, "meanDwellSeconds": 840.5,
               "buyers": {"part": 9, "of": 20, "rate": 0.45, "interval": {"low": 0.258, "high": 0.658}},
               "orders": 9, "money": {"revenue": {"currency": "EUR", "amount": 801.00},
                 "averageOrderValue": {"currency": "EUR", "amount": 89.00}, "unconverted": []}}],
             "total": {"visits": 31, "leads": 20, "meanDwellSeconds": 840.5,
               "buyers": {"part": 9, "of": 20, "rate": 0.45, "interval": {"low": 0.258, "high": 0.658}},
               "orders": 9, "money": {"revenue": {"currency": "EUR", "amount": 801.00},
                 "averageOrderValue": {"currency": "EUR", "amount": 89.00}, "unconverted": []},
               "footfall": {"visitors": 240, "orders": 9, "conversionRate": 0.0375}},
             "zones": [{"zone": "lighting", "visits": 12, "byTier": {"sales-ready": 12},
               "meanDwellSeconds": 310.0, "visitors": 95}],
             "signals": [{"signal": "store_visited", "count": 31}]}]}
          """;

  static final String SIGNALS =
      "{"
          + PERIOD
          + """
           "orders": 90,
           "leadDays": {"period": {"from": "2026-10-01T00:00:00Z", "to": "2026-10-31T00:00:00Z",
             "timeZone": "UTC"}, "horizonDays": 30,
             "bought": {"part": 240, "of": 6000, "rate": 0.04, "interval": {"low": 0.035, "high": 0.045}}},
           "signals": [{"signal": "store_visits",
             "orders": {"part": 41, "of": 90, "rate": 0.456, "interval": {"low": 0.357, "high": 0.558}},
             "byTier": {"sales-ready": {"part": 30, "of": 50, "rate": 0.6,
               "interval": {"low": 0.462, "high": 0.724}}},
             "lift": {"bought": {"part": 60, "of": 500, "rate": 0.12,
                 "interval": {"low": 0.094, "high": 0.151}},
               "value": 3.0, "interval": {"low": 2.35, "high": 3.79}, "tooFew": false}}]}
          """;

  static final String INCREMENTAL =
      "{"
          + PERIOD
          + BASIS
          + """
           "routed": {"leads": 4500, "buyers": {"part": 450, "of": 4500, "rate": 0.1,
             "interval": {"low": 0.092, "high": 0.109}}, "revenue": 45000.00, "perLead": 10.0},
           "holdOut": {"leads": 500, "buyers": {"part": 30, "of": 500, "rate": 0.06,
             "interval": {"low": 0.042, "high": 0.084}}, "revenue": 3000.00, "perLead": 6.0},
           "perLead": {"value": 4.0, "interval": {"low": 1.7, "high": 6.3}, "pValue": 0.0006},
           "revenue": {"value": 18000.0, "interval": {"low": 7650.0, "high": 28350.0},
             "pValue": 0.0006},
           "unconverted": []}
          """;

  private KpiExamples() {}
}
