/** Who may call administrative routes, and who has changed something by them. */
@NullMarked
package dev.leadlight.contracts.access;

import org.jspecify.annotations.NullMarked;
