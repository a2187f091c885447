@NullMarked
package dev.leadlight.local.infrastructure;

import org.jspecify.annotations.NullMarked;
