/**
 * A shop that sells nothing, to see the storefront library at work. Start with {@link
 * dev.leadlight.local.stack.store.StorePages}; the shop itself is {@code store.js} beside it.
 */
@NullMarked
package dev.leadlight.local.stack.store;

import org.jspecify.annotations.NullMarked;
