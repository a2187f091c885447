/** The contracts' JSON set-up, given to the framework. */
@NullMarked
package dev.leadlight.platform.json;

import org.jspecify.annotations.NullMarked;
