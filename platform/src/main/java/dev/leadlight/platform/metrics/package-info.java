/** What all services measure alike. */
@NullMarked
package dev.leadlight.platform.metrics;

import org.jspecify.annotations.NullMarked;
