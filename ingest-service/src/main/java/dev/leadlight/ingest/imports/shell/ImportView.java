package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.contracts.imports.ImportState.State;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is shown.
 *
 * @param rowsPerSecond since the start, pauses included
 */
@Schema(
    description = "How far an import has come; what is counted here is stored",
    example =
        """
        {"id":"orders-2026-09","source":"pos","format":"csv","state":"running","offset":73402110,"rows":500120,
         "messages":210044,"accepted":209900,"duplicates":100,"rejected":44,"rowsPerSecond":20839,
         "startedAt":"2026-09-21T13:33:20Z","updatedAt":"2026-09-21T13:33:44Z"}""")
record ImportView(
    String id,
    String source,
    Format format,
    State state,
    @Schema(description = "Bytes of the plain file whose rows are done; the next part begins here")
        long offset,
    @Schema(description = "Rows before offset, without the header row and empty lines") long rows,
    @Schema(description = "accepted + duplicates + rejected; several rows may be one message")
        long messages,
    long accepted,
    long duplicates,
    long rejected,
    long rowsPerSecond,
    Instant startedAt,
    Instant updatedAt,
    @Schema(description = "Why it is interrupted") @Nullable String trouble) {

  static ImportView of(ImportState state) {
    long millis = Math.max(1, Duration.between(state.startedAt(), state.updatedAt()).toMillis());
    return new ImportView(
        state.id(),
        state.source(),
        state.format(),
        state.state(),
        state.offset(),
        state.rows(),
        state.messages(),
        state.accepted(),
        state.duplicates(),
        state.rejected(),
        state.rows() * 1_000 / millis,
        state.startedAt(),
        state.updatedAt(),
        state.trouble());
  }
}
