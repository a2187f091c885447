/**
 * Salesforce's leads or contacts, and tasks. Start with {@link
 * dev.leadlight.routing.connector.salesforce.SalesforceDialogue}; {@link
 * dev.leadlight.routing.connector.salesforce.SalesforceTokens} says how we are let in.
 */
@NullMarked
package dev.leadlight.routing.connector.salesforce;

import org.jspecify.annotations.NullMarked;
