package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw SQL over the records, written without a look at how the service does it, and where the
 * service's figures are others. In its statements {@code :from} and {@code :to} stand for the
 * beginning of a period and its end, which is not part of it.
 */
final class RawSql {

  private final Ledger ledger;
  private final String from;
  private final String to;
  private final List<String> differences = new ArrayList<>();

  /** Of a period of whole days in UTC, both inside. */
  RawSql(Ledger ledger, String firstDay, String lastDay) {
    this.ledger = ledger;
    this.from = "timestamptz '" + firstDay + " 00:00Z'";
    this.to = "(timestamptz '" + lastDay + " 00:00Z' + interval '1 day')";
  }

  List<List<String>> rows(String sql) throws SQLException {
    return ledger.rows(sql.replace(":from", from).replace(":to", to));
  }

  /** What the one row of a statement with one column says. */
  String figure(String sql) throws SQLException {
    return rows(sql).get(0).get(0);
  }

  /** What is not the same; empty if all is. */
  List<String> differences() {
    return differences;
  }

  void same(String what, String raw, JsonNode answered) {
    if (!raw.equals(answered.asText())) {
      differ(what, raw, answered.asText());
    }
  }

  /** The same to a hundredth, or to a millionth of it. */
  void near(String what, String raw, JsonNode answered) {
    double expected = raw.equals("null") ? 0 : Double.parseDouble(raw);
    if (Math.abs(answered.asDouble() - expected) > Math.max(0.01, Math.abs(expected) * 1e-6)) {
      differ(what, raw, answered.toString());
    }
  }

  private void differ(String what, String raw, String answered) {
    differences.add(what + ": " + answered + " instead of " + raw);
  }
}
