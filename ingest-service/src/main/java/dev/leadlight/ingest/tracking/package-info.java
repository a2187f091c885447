/**
 * What did the sender tell us? Messages of the Segment protocol and its dialects become shopper
 * events or a named refusal: <em>message and source and time → verdict</em>. Start with {@link
 * dev.leadlight.ingest.tracking.Normaliser}.
 */
@NullMarked
package dev.leadlight.ingest.tracking;

import org.jspecify.annotations.NullMarked;
