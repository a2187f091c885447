package dev.leadlight.feedback.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.scorecard.Draft.Content;
import dev.leadlight.feedback.scorecard.Draft.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DraftTest {

  private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
  private static final Draft DRAFT =
      Draft.begun("card", new Content("{}", "one"), "starter", "ann", T0);

  @Test
  void takesChangesOnlyOfWhatWasRead() {
    Draft edited = DRAFT.edited(new Content("{\"a\":1}", "two"), "ben", T0);

    assertThat(edited.revision()).isEqualTo(2);
    assertThat(edited.authors()).containsExactly("ann", "ben");
    assertThat(edited.whyNotChanged(1)).contains(Refusal.CHANGED_MEANWHILE);
    assertThat(edited.whyNotChanged(2)).isEmpty();
    assertThat(edited.edited(new Content("{\"a\":1}", "two"), "cy", T0)).isEqualTo(edited);
  }

  @Test
  void isApprovedBySomebodyWhoHasNotWrittenOfIt() {
    assertThat(DRAFT.whyNotApproved(1, "ann")).contains(Refusal.OWN_WORK);
    assertThat(DRAFT.whyNotApproved(1, "ben")).isEmpty();
    assertThat(DRAFT.whyNotPublished(1, true)).contains(Refusal.NOT_APPROVED);
    assertThat(DRAFT.whyNotPublished(1, false)).isEmpty();
    assertThat(DRAFT.approved("ben", T0).whyNotPublished(1, true)).isEmpty();
    assertThat(DRAFT.approved("ben", T0).approved(null, T0).approver()).isNull();
  }

  @Test
  void anApprovalIsOfOneContent() {
    Draft approved = DRAFT.approved("ben", T0);
    Draft edited = approved.edited(new Content("{\"a\":1}", "two"), "ann", T0);

    assertThat(edited.approver()).isNull();
    assertThat(edited.whyNotPublished(2, true)).contains(Refusal.NOT_APPROVED);
    assertThat(edited.edited(new Content("{}", "one"), "ann", T0).approver()).isEqualTo("ben");
  }

  @Test
  void whoApprovesAndThenWritesHasNotApproved() {
    Draft written =
        DRAFT
            .approved("ben", T0)
            .edited(new Content("{\"a\":1}", "two"), "ben", T0)
            .edited(new Content("{}", "one"), "ann", T0);

    assertThat(written.approver()).isNull();
  }
}
