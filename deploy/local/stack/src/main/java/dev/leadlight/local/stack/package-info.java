/**
 * The whole suite on one machine, behind one port.
 *
 * <p>{@link dev.leadlight.local.stack.Main} reads the command line; {@link
 * dev.leadlight.local.stack.Stack} starts infrastructure, services, sinks and front in order, keeps
 * them alive and ends them in reverse. {@code service} knows how one service is started, {@code
 * front} which path belongs to whom, {@code outbox} what the playbooks would have sent, {@code
 * demo} how to make it move.
 */
@NullMarked
package dev.leadlight.local.stack;

import org.jspecify.annotations.NullMarked;
