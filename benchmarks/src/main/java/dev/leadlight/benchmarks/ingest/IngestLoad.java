package dev.leadlight.benchmarks.ingest;

/**
 * The loads that ingest-service is driven with.
 *
 * <p>A batch counts as so many events as it has messages, for every program.
 */
enum IngestLoad {
  ONE("1 event, 1 connection", 1, 1),
  SIXTEEN("1 event, 16 connections", 1, 16),
  SIXTY_FOUR("1 event, 64 connections", 1, 64),
  BATCHES("100 events, 16 connections", 100, 16);

  private final String label;
  private final int events;
  private final int connections;

  IngestLoad(String label, int events, int connections) {
    this.label = label;
    this.events = events;
    this.connections = connections;
  }

  /** What the table calls it: events a request, and how many requests are on their way at once. */
  String label() {
    return label;
  }

  int events() {
    return events;
  }

  int connections() {
    return connections;
  }

  boolean isBatch() {
    return events > 1;
  }
}
