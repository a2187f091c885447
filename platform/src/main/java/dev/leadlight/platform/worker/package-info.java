/** Where is worked out what would hold up an event loop? */
@NullMarked
package dev.leadlight.platform.worker;

import org.jspecify.annotations.NullMarked;
