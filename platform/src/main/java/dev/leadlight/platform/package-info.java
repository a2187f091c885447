/** What every service needs from the framework, once: problems, access, Kafka, JSON. */
@NullMarked
package dev.leadlight.platform;

import org.jspecify.annotations.NullMarked;
