/**
 * What crosses Kafka and HTTP between the services, and nothing else. Start with {@link
 * dev.leadlight.contracts.Topics}.
 */
@NullMarked
package dev.leadlight.contracts;

import org.jspecify.annotations.NullMarked;
