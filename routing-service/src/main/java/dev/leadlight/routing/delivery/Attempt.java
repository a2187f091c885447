package dev.leadlight.routing.delivery;

import java.time.Duration;
import java.time.Instant;

/** One attempt, as it is stored. */
public record Attempt(Instant startedAt, Duration took, Answer answer) {}
