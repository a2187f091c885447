/** Were we right, and what should change? Each package below is one feature. */
@NullMarked
package dev.leadlight.feedback;

import org.jspecify.annotations.NullMarked;
