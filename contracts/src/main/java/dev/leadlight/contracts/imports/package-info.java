/** Imports of files: how far each has come, and the mappings that operators saved. */
@NullMarked
package dev.leadlight.contracts.imports;

import org.jspecify.annotations.NullMarked;
