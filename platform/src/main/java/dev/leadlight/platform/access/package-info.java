/** Who may call administrative routes: tokens, the roles they give, and what their bearers did. */
@NullMarked
package dev.leadlight.platform.access;

import org.jspecify.annotations.NullMarked;
