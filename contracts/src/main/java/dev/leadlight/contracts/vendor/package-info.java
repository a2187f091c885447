/** What other systems send, read leniently: members, moments and amounts as vendors write them. */
@NullMarked
package dev.leadlight.contracts.vendor;

import org.jspecify.annotations.NullMarked;
