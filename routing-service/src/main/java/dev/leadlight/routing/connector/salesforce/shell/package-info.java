/** Salesforce's caller. */
@NullMarked
package dev.leadlight.routing.connector.salesforce.shell;

import org.jspecify.annotations.NullMarked;
