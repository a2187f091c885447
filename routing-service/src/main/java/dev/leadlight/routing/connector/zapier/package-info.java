/**
 * Zaps, which subscribe by themselves (REST hooks) or are given an address to catch at. Start with
 * {@link dev.leadlight.routing.connector.zapier.ZapierEvent} and {@link
 * dev.leadlight.routing.connector.zapier.Subscription}.
 */
@NullMarked
package dev.leadlight.routing.connector.zapier;

import org.jspecify.annotations.NullMarked;
