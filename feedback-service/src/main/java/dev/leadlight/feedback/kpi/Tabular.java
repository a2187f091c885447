package dev.leadlight.feedback.kpi;

import java.util.List;
import java.util.Map;

/** Figures that can be written line by line, for spreadsheets. */
public interface Tabular {

  /** Of which days. */
  Period period();

  /** In the order in which they are shown. */
  List<Line> lines();

  /**
   * One line.
   *
   * @param of what the figures are of, by column; what they name themselves is not in it
   * @param figures a record of them; its components are columns, those of records inside it as well
   */
  record Line(Map<String, Object> of, Object figures) {}
}
