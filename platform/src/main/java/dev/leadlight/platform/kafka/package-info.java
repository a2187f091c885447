/** Records in: decoded, retried while our own trouble lasts, dead-lettered when they are poison. */
@NullMarked
package dev.leadlight.platform.kafka;

import org.jspecify.annotations.NullMarked;
