/** The storefront library for pages: {@code leadlight.js}, which speaks to the tracking API. */
@NullMarked
package dev.leadlight.ingest.sdk.shell;

import org.jspecify.annotations.NullMarked;
