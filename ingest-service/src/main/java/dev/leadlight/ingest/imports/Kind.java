package dev.leadlight.ingest.imports;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that mean something else than the others, such as returns.
 *
 * @param test what the column must hold
 * @param event the name of their event
 * @param suffix ends the message id, so that a sale and a return of one transaction are two
 * @param unsigned amounts are told without their minus sign
 * @param alone counts only if the transaction has no rows of another kind: a voided line beside
 *     sold ones is left out
 * @param optional a file may lack the column, and has no such rows then
 */
public record Kind(
    String column,
    Test test,
    String event,
    String suffix,
    boolean unsigned,
    boolean alone,
    boolean optional) {

  /** A condition on what stands in a cell. */
  public sealed interface Test {
    /** One of these words, whatever their case. */
    record Words(Set<String> words) implements Test {
      public Words {
        words = Set.copyOf(words);
      }
    }

    /** A number below that one. */
    record Below(BigDecimal limit) implements Test {}

    /** A number above that one. */
    record Above(BigDecimal limit) implements Test {}

    /** Anything at all. */
    record Filled() implements Test {}
  }

  /** Whether the cell holds what the test can be made with. */
  boolean isReadable(@Nullable String cell, Values values) {
    boolean isOfNumbers = test instanceof Test.Below || test instanceof Test.Above;
    return cell == null || !isOfNumbers || values.number(cell) != null;
  }

  boolean covers(@Nullable String cell, Values values) {
    if (cell == null) {
      return false;
    }
    if (test instanceof Test.Words words) {
      return words.words().contains(cell.toLowerCase(Locale.ROOT));
    }
    if (test instanceof Test.Below below) {
      BigDecimal number = values.number(cell);
      return number != null && number.compareTo(below.limit()) < 0;
    }
    if (test instanceof Test.Above above) {
      BigDecimal number = values.number(cell);
      return number != null && number.compareTo(above.limit()) > 0;
    }
    return true;
  }
}
