package dev.leadlight.routing.delivery.shell;

/** How many deliveries of a destination are in a state. */
public record QueueDepth(String destination, String state, long deliveries) {}
