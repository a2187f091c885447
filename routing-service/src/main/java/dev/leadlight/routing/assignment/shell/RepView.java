package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.RepDraft;
import dev.leadlight.routing.assignment.Roster;
import dev.leadlight.routing.assignment.Standing;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rep as the API shows it. */
@Schema(name = "Rep")
record RepView(
    @Schema(examples = "rob") String id,
    RepDraft settings,
    @Schema(description = "False for somebody who has left") boolean active,
    @Schema(description = "Out of the rotation for not having answered") boolean parked,
    @Schema(
            description = "Leads that the rep is behind its share (above 0) or ahead of it",
            examples = "0.25")
        double owed) {

  static RepView of(Rep rep, Roster roster) {
    Standing standing = roster.standings().getOrDefault(rep.id(), Standing.NEW);
    return new RepView(
        rep.id(), RepDraft.of(rep), rep.active(), standing.parked(), standing.owed());
  }

  /** All reps, by id. */
  @Schema(name = "RepList")
  record RepList(List<RepView> reps) {}

  /** What became of a file of reps. */
  @Schema(name = "RepImport")
  record RepImport(int created, int updated) {}

  /** What became of the leads of a rep who has left. */
  @Schema(name = "HandOver")
  record HandOver(
      @Schema(description = "Open leads that went to others, or wait for them") int leads) {}

  /** Whether a rep is on duty. */
  @Schema(name = "Duty")
  record Duty(@Schema(required = true) Boolean onDuty) {}
}
