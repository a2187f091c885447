package dev.leadlight.feedback.scorecard.diff;

import dev.leadlight.contracts.scorecard.Segment;
import dev.leadlight.feedback.scorecard.diff.Changes.Placed;
import java.util.List;

/** Kinds of behaviour. */
final class SegmentDiff {

  private final Changes changes;

  SegmentDiff(Changes changes) {
    this.changes = changes;
  }

  void compare(List<Segment> before, List<Segment> after) {
    changes.each(
        Changes.placed(before, "/segments", Segment::id),
        Changes.placed(after, "/segments", Segment::id),
        segment ->
            "There is a new segment " + segment.id() + ": " + SegmentPhrases.of(segment.when()),
        segment -> "The segment " + segment.id() + " is gone",
        this::segment);
  }

  private void segment(Segment then, Placed<Segment> now) {
    Segment segment = now.item();
    changes.optional(
        now.pointer() + "/description",
        "The description of " + segment.id(),
        then.description(),
        segment.description(),
        Phrases::quoted);
    changes.value(
        now.pointer() + "/when",
        "In " + segment.id() + " is who fits:",
        then.when(),
        segment.when(),
        SegmentPhrases::of);
    if (SegmentPhrases.of(then.when()).equals(SegmentPhrases.of(segment.when()))
        && !SegmentPhrases.evidence(then.when()).equals(SegmentPhrases.evidence(segment.when()))) {
      changes.changed(
          now.pointer() + "/when",
          "The condition of " + segment.id() + " " + Phrases.WRITTEN_OTHERWISE);
    }
  }
}
