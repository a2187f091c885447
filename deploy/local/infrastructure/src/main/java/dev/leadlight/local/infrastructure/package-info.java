/**
 * The servers Leadlight stands on, for one machine: Kafka, Redis and PostgreSQL as real processes.
 *
 * <p>{@link dev.leadlight.local.infrastructure.Infrastructure} starts them together; {@link
 * dev.leadlight.local.infrastructure.ManagedServer} is the life of one of them, and of any other
 * program that is started, asked for its health, killed, restarted and stopped; tests reach the
 * same servers through {@link dev.leadlight.local.infrastructure.InfrastructureTestResource}.
 *
 * <p>Its own tests lie in the module {@code stack}: all services wait for this one to be built, and
 * need not wait for servers to be killed and restarted.
 */
@NullMarked
package dev.leadlight.local.infrastructure;

import org.jspecify.annotations.NullMarked;
