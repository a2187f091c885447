package dev.leadlight.routing.assignment.shell;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Some assignments. */
@Schema(name = "AssignmentPage")
record AssignmentPage(
    List<AssignmentView> assignments,
    @Schema(description = "Pass as cursor to get the next page; absent on the last one")
        @Nullable String next) {}
