package dev.leadlight.ingest.imports;

import dev.leadlight.ingest.intake.RejectionReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param number from 1, without the header row and empty lines
 * @param start offset of its first byte in the plain file
 * @param end offset behind its line break
 * @param cells of CSV, by position; empty for JSON; of what cannot be read, as far as they show
 * @param message of NDJSON, parsed; null for CSV and for what isn't an object
 * @param raw as it stands in the file, without the line break
 * @param fault why it cannot be read at all
 */
public record Row(
    long number,
    long start,
    long end,
    List<String> cells,
    @Nullable Map<String, ?> message,
    ByteBuffer raw,
    @Nullable RejectionReason fault) {

  int size() {
    return raw.remaining();
  }
}
