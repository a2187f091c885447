/** What the HTTP answers of all services have in common. */
@NullMarked
package dev.leadlight.contracts.http;

import org.jspecify.annotations.NullMarked;
