package dev.leadlight.routing.assignment.shell;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rep as a decision saw it. */
@Schema(name = "Candidate")
record CandidateView(
    @Schema(examples = "rob") String rep,
    @Schema(description = "Why not; absent for the one who got it", examples = "outside-hours")
        @Nullable String skipped,
    @Schema(
            description = "Leads that the rep was behind by, its share of this one included",
            examples = "0.25")
        double owed) {}
