package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.routing.playbook.StoredPlaybook;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Versions of a playbook, newest first. */
record PlaybookHistory(
    List<Version> versions,
    @Schema(description = "Pass as before to get the next page; absent on the last one")
        @Nullable Integer next) {

  /** A page of what was found; one more than a page tells whether there is a next one. */
  static PlaybookHistory of(List<StoredPlaybook> found, int most) {
    return new PlaybookHistory(
        found.stream().limit(most).map(Version::of).toList(),
        found.size() > most ? found.get(most - 1).version() : null);
  }

  /** One version. */
  @Schema(name = "PlaybookVersion")
  record Version(
      int version,
      Instant changedAt,
      String changedBy,
      String reason,
      @Schema(description = "Absent if this version deletes it", type = SchemaType.OBJECT)
          @Nullable JsonNode playbook) {

    private static Version of(StoredPlaybook stored) {
      return new Version(
          stored.version(),
          stored.changedAt(),
          stored.changedBy(),
          stored.reason(),
          stored.document() == null ? null : Playbooks.document(stored));
    }
  }
}
