/**
 * Where does a credential lie? References to it, and the cipher for those that lie in our own
 * database. Start with {@link dev.leadlight.routing.secret.SecretRef}.
 */
@NullMarked
package dev.leadlight.routing.secret;

import org.jspecify.annotations.NullMarked;
