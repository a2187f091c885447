@NullMarked
package dev.leadlight.local.stack.front;

import org.jspecify.annotations.NullMarked;
