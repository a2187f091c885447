package dev.leadlight.ingest.imports;

/**
 * Keeps spreadsheets from running what strangers wrote: a cell that begins like a formula gets an
 * apostrophe (OWASP, "CSV injection").
 */
public final class CsvGuard {

  private static final String BEGINNINGS = "=+-@\t\r\n";

  public static String guarded(String cell) {
    return !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  private CsvGuard() {}
}
