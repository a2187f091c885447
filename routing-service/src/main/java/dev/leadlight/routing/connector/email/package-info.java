/** An e-mail to the team. Start with {@link dev.leadlight.routing.connector.email.RepEmail}. */
@NullMarked
package dev.leadlight.routing.connector.email;

import org.jspecify.annotations.NullMarked;
