/**
 * What do the rows of a file say? A mapping turns each row, or the rows of one transaction
 * together, into a message in the shape of the Segment specification: <em>row → values by column →
 * message or refusal</em>, and the intake judges it like any other. Start with {@link
 * dev.leadlight.ingest.imports.Assembler}; {@link dev.leadlight.ingest.imports.MappingReader} knows
 * the document that describes a mapping.
 */
@NullMarked
package dev.leadlight.ingest.imports;

import org.jspecify.annotations.NullMarked;
