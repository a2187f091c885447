/** How one of the four services is configured, started and asked for its health. */
@NullMarked
package dev.leadlight.local.stack.service;

import org.jspecify.annotations.NullMarked;
