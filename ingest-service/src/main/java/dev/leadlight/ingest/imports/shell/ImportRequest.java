package dev.leadlight.ingest.imports.shell;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a file is and how it is read: the query beside a file, or a JSON body before it. Exactly one
 * of {@code preset}, {@code mapping} and {@code columns} is given; NDJSON needs none.
 *
 * @param id the import's, chosen by the sender so that it is known when the first request breaks
 * @param source name of the source whose events the rows become
 * @param format {@code csv} or {@code ndjson}
 * @param preset name of a mapping that comes with Leadlight
 * @param mapping name of a saved mapping
 * @param columns a mapping itself
 * @param numbers overrides the mapping's, as {@code timeZone}, {@code delimiter} and {@code
 *     currency} do
 */
@Schema(description = "A file to come, and how its rows are read")
record ImportRequest(
    @Nullable String id,
    @Nullable String source,
    @Nullable String format,
    @Nullable String preset,
    @Nullable String mapping,
    @Nullable Map<String, Object> columns,
    @Nullable String numbers,
    @Nullable String timeZone,
    @Nullable String delimiter,
    @Nullable String currency) {}
