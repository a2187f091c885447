package dev.leadlight.contracts.scorecard;

import java.time.Duration;

/**
 * Parameters of the estimate of what a customer will still spend: BG/NBD (Fader, Hardie and Lee,
 * Marketing Science 24, 2005) for how often, gamma-gamma (Fader, Hardie and Lee, Journal of
 * Marketing Research 42, 2005) for how much. They are fitted to a shop's own orders.
 *
 * @param horizon how far ahead it looks
 * @param r shape of the purchase rates of all customers
 * @param alphaDays their scale, in days
 * @param a first shape of the chance to leave after an order
 * @param b second shape of it
 * @param p shape of the order values of one customer
 * @param q shape of how customers differ in it, above 1
 * @param gamma scale of it, in the card's currency
 */
public record Clv(
    Duration horizon,
    double r,
    double alphaDays,
    double a,
    double b,
    double p,
    double q,
    double gamma) {}
