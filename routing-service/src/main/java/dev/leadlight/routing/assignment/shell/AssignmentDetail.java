package dev.leadlight.routing.assignment.shell;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An assignment with the decision behind it. */
@Schema(name = "AssignmentDetail")
record AssignmentDetail(
    AssignmentView assignment,
    @Schema(
            description = "Why this rep",
            examples = "turn",
            enumeration = {"turn", "stays", "by-hand", "nobody-free"})
        String ground,
    @Schema(description = "Reps who had the lead before and let it go") List<String> hadIt,
    @Schema(description = "All reps at that moment") List<CandidateView> candidates) {}
