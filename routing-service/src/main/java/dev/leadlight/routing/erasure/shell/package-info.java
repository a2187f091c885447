/** Forgetting people: requests come by the topic, receipts go there. */
@NullMarked
package dev.leadlight.routing.erasure.shell;

import org.jspecify.annotations.NullMarked;
