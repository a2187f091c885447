package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.ingest.source.Source;
import java.util.Map;

/**
 * A checked wish to import a file.
 *
 * @param mapping the document, which a {@link dev.leadlight.ingest.imports.MappingReader} has found
 *     right; empty for NDJSON
 */
record ImportOrder(String id, Source source, Format format, Map<String, Object> mapping) {}
