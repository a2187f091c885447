/** Vendors that tell labels, played on this machine: what their APIs answer. */
@NullMarked
package dev.leadlight.local.stack.vendor;

import org.jspecify.annotations.NullMarked;
