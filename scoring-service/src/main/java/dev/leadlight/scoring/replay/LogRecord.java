package dev.leadlight.scoring.replay;

import dev.leadlight.contracts.event.ShopperEvent;
import java.time.Instant;

/**
 * An event as it stands in the log.
 *
 * @param recordedAt when the topic took it
 */
public record LogRecord(ShopperEvent event, int partition, long offset, Instant recordedAt) {}
