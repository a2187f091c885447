/**
 * Tier changes in, deliveries into PostgreSQL in one transaction, the acknowledgement after the
 * commit.
 */
@NullMarked
package dev.leadlight.routing.playbook.shell;

import org.jspecify.annotations.NullMarked;
