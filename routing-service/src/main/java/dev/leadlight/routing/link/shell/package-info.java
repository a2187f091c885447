/** The links of this installation. */
@NullMarked
package dev.leadlight.routing.link.shell;

import org.jspecify.annotations.NullMarked;
