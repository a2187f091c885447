/** What is learned from: snapshots of leads, their purchases, what people said of them. */
@NullMarked
package dev.leadlight.contracts.learning;

import org.jspecify.annotations.NullMarked;
