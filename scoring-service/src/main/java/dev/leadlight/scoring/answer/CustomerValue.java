package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.scorecard.Clv;
import dev.leadlight.scoring.score.LifetimeValue;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer will still spend, estimated.
 *
 * @param method how
 * @param horizon how far ahead it looks
 * @param alive probability that the customer has not left for good
 * @param orders expected within the horizon
 * @param averageOrder expected value of one
 * @param value orders × averageOrder
 * @param currency of both amounts
 */
public record CustomerValue(
    String method,
    Duration horizon,
    double alive,
    double orders,
    double averageOrder,
    double value,
    String currency) {

  private static final String METHOD = "BG/NBD and gamma-gamma";

  static @Nullable CustomerValue of(
      @Nullable Clv clv, Optional<LifetimeValue> estimate, String currency) {
    return clv == null || estimate.isEmpty()
        ? null
        : new CustomerValue(
            METHOD,
            clv.horizon(),
            estimate.get().alive(),
            estimate.get().orders(),
            estimate.get().averageOrder(),
            estimate.get().orders() * estimate.get().averageOrder(),
            currency);
  }
}
