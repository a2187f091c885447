/** SMTP. */
@NullMarked
package dev.leadlight.routing.connector.email.shell;

import org.jspecify.annotations.NullMarked;
