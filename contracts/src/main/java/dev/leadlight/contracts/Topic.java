package dev.leadlight.contracts;

import java.time.Duration;

/**
 * A Kafka topic as Leadlight creates it.
 *
 * @param name full name, with the version of its value's schema at the end
 * @param key what the record key holds; never a personal datum
 * @param partitions how many partitions a new installation starts with
 * @param retention how long records are kept; ignored by a compacted topic
 * @param compacted whether the latest record of each key is kept for ever
 */
public record Topic(
    String name, String key, int partitions, Duration retention, boolean compacted) {

  /**
   * How long the records of a segment lie apart at most. Kafka deletes whole segments, so a record
   * may stay that much longer than its topic keeps it; it is a week unless the topic says it.
   */
  public static final Duration SEGMENT = Duration.ofDays(1);

  /**
   * The dead letters of one consumer of this topic: the records it could not use, as they were,
   * with headers that name the reason.
   *
   * @param consumer name of the consuming service
   */
  public Topic deadLetters(String consumer) {
    return new Topic(name + "." + consumer + ".dlq", key, 1, Duration.ofDays(14), false);
  }
}
