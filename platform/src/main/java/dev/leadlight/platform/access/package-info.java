/** Who may call administrative routes: the operator token and the roles it gives. */
@NullMarked
package dev.leadlight.platform.access;

import org.jspecify.annotations.NullMarked;
