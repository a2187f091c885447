/** What is lent out of pools, and goes back whatever becomes of the borrower. */
@NullMarked
package dev.leadlight.platform.pool;

import org.jspecify.annotations.NullMarked;
