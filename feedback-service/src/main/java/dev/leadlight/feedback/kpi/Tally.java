package dev.leadlight.feedback.kpi;

import java.util.List;

/**
 * What was counted for one tier, or for all.
 *
 * @param orders all orders, those without a value included
 * @param sales the orders with a value, by currency
 */
public record Tally(long leads, long convertedLeads, long orders, List<Sales> sales) {

  /** Nothing happened. */
  public static final Tally NONE = new Tally(0, 0, 0, List.of());

  public Tally {
    sales = List.copyOf(sales);
  }

  /**
   * Orders with a value in one currency.
   *
   * @param orders above 0
   * @param revenue their values' sum
   */
  public record Sales(long orders, Money revenue) {}
}
