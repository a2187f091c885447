@NullMarked
package dev.leadlight.local.stack;

import org.jspecify.annotations.NullMarked;
