package dev.leadlight.platform.problem;

import org.jspecify.annotations.Nullable;

/**
 * Numbers in queries, taken as text by the routes: where they take a number, the framework answers
 * 404 to whatever isn't one.
 */
public final class Numbers {

  private Numbers() {}

  /**
   * A whole number from {@code least} to {@code most}; what is not sent is {@code usual}.
   *
   * @throws ProblemException 400 that names the parameter
   */
  public static long whole(
      String parameter, @Nullable String sent, long usual, long least, long most) {
    if (sent == null) {
      return usual;
    }
    long number = sent.matches("[0-9]{1,18}") ? Long.parseLong(sent) : -1;
    if (number < least || number > most) {
      throw ProblemException.parameter(parameter, "a whole number from " + least + " to " + most);
    }
    return number;
  }

  /** A decimal, otherwise the same. */
  public static double decimal(
      String parameter, @Nullable String sent, double usual, double least, double most) {
    if (sent == null) {
      return usual;
    }
    double number = sent.matches("[0-9.eE+-]{1,40}") ? parsed(sent) : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw ProblemException.parameter(parameter, "a number from " + least + " to " + most);
    }
    return number;
  }

  private static double parsed(String sent) {
    try {
      return Double.parseDouble(sent);
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }
}
