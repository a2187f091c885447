package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.benchmarks.measure.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How long each table takes over each of a few periods, as JSON and as CSV.
 *
 * @param requests of each kind
 */
record KpiLatencies(KpiClient client, int requests) {

  private static final List<String> PERIODS =
      List.of(
          "from=2025-09-09&to=2025-09-09",
          "from=2025-06-01&to=2025-06-30",
          KpiCommand.COMPARED,
          "from=2025-01-15&to=2026-02-17");

  /** Every table, each by everything that it can be grouped or limited by. */
  private static final List<String> TABLES =
      List.of(
          "/v1/kpis?",
          "/v1/kpis?segment=window-shopper&",
          "/v1/kpis?channel=in_store&",
          "/v1/kpis?store=store-7&",
          "/v1/kpis?version=card:1&",
          "/v1/kpis?arm=champion&",
          "/v1/kpis?arm=champion&segment=window-shopper&",
          "/v1/kpis?arm=champion&channel=in_store&",
          "/v1/kpis?arm=champion&version=card:1&",
          "/v1/kpis/groups?by=segment&",
          "/v1/kpis/groups?by=channel&",
          "/v1/kpis/groups?by=store&",
          "/v1/kpis/groups?by=version&",
          "/v1/kpis/groups?by=arm&",
          "/v1/kpis/groups?by=segment&arm=champion&",
          "/v1/kpis/groups?by=channel&arm=champion&",
          "/v1/kpis/groups?by=version&arm=champion&",
          "/v1/kpis/cohorts?",
          "/v1/kpis/cohorts?tier=nurture&",
          "/v1/kpis/stores?",
          "/v1/kpis/stores?store=store-7&",
          "/v1/kpis/signals?",
          "/v1/kpis/signals?store=store-7&",
          "/v1/kpis/signals?segment=window-shopper&",
          "/v1/kpis/incremental?");

  Table ask() throws IOException, InterruptedException {
    Table table = new Table("request", "days", "as", "median, ms", "slowest, ms");
    for (String path : TABLES) {
      for (String period : PERIODS) {
        int days = days(client.ask(path + period));
        for (String form : List.of(KpiClient.JSON, KpiClient.CSV)) {
          List<String> times = times(path + period, form);
          table.row(
              path.replaceAll("[?&]$", ""),
              Integer.toString(days),
              form.substring(form.indexOf('/') + 1),
              times.get(0),
              times.get(1));
        }
      }
    }
    return table;
  }

  /** The median and the slowest. */
  private List<String> times(String path, String form) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      long begun = System.nanoTime();
      client.answer(path, form);
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    millis.sort(null);
    return List.of(
        Table.figure(millis.get(millis.size() / 2)), Table.figure(millis.get(millis.size() - 1)));
  }

  private static int days(JsonNode answer) {
    return (int)
        Duration.between(
                Instant.parse(answer.at("/period/from").asText()),
                Instant.parse(answer.at("/period/to").asText()))
            .toDays();
  }
}
