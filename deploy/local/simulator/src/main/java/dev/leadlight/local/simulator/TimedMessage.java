package dev.leadlight.local.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One call of the tracking API.
 *
 * @param at when the shopper did it; the message's {@code timestamp} says the same
 * @param writeKey of the source it comes from
 * @param body in the Segment protocol, with its type; without {@code sentAt}, so that no transport
 *     time is added to the simulated one
 */
public record TimedMessage(Instant at, String writeKey, ObjectNode body) {}
