/** Zaps' subscriptions, and calls to them. */
@NullMarked
package dev.leadlight.routing.connector.zapier.shell;

import org.jspecify.annotations.NullMarked;
