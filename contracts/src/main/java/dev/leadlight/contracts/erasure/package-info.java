/** Forgetting people, over all services. */
@NullMarked
package dev.leadlight.contracts.erasure;

import org.jspecify.annotations.NullMarked;
