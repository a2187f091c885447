@NullMarked
package dev.leadlight.local.stack.outbox;

import org.jspecify.annotations.NullMarked;
