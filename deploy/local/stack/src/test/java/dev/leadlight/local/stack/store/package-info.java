@NullMarked
package dev.leadlight.local.stack.store;

import org.jspecify.annotations.NullMarked;
