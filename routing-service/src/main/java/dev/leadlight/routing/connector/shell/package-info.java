/** The outbound HTTP client of all connectors. */
@NullMarked
package dev.leadlight.routing.connector.shell;

import org.jspecify.annotations.NullMarked;
