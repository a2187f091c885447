/** When may a service be asked? */
@NullMarked
package dev.leadlight.platform.health;

import org.jspecify.annotations.NullMarked;
