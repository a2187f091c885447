package dev.leadlight.routing.delivery;

import dev.leadlight.contracts.delivery.DeliveryConcluded.Result;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a delivery stands.
 *
 * <pre>
 * planned ──▶ PENDING ──▶ DELIVERED
 *    │         │  ▲ └───▶ EXPIRED, SUPERSEDED, SUPPRESSED
 *    │         ▼  │ replay
 *    │         DEAD
 *    └──▶ SUPPRESSED
 * </pre>
 */
public enum DeliveryState {
  /** Waits for its next attempt, or is being sent. */
  PENDING,
  DELIVERED,
  /** Given up; people can look at it and replay it. */
  DEAD,
  EXPIRED,
  SUPERSEDED,
  SUPPRESSED;

  /** The name used in JSON, URLs and the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state with that label. */
  public static Optional<DeliveryState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }

  /**
   * What others are told.
   *
   * @throws IllegalStateException if nothing is concluded yet
   */
  public Result result() {
    return switch (this) {
      case DELIVERED -> Result.DELIVERED;
      case DEAD -> Result.FAILED;
      case EXPIRED -> Result.EXPIRED;
      case SUPERSEDED -> Result.SUPERSEDED;
      case SUPPRESSED -> Result.SUPPRESSED;
      case PENDING -> throw new IllegalStateException("a pending delivery has no result");
    };
  }
}
