/**
 * What a shopper did: the event every source is normalised to, and the catalogue of known signals.
 */
@NullMarked
package dev.leadlight.contracts.event;

import org.jspecify.annotations.NullMarked;
