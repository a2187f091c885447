package dev.leadlight.feedback.scorecard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scorecard in the making: open → published. Each change is one of the content that its author
 * has read, told by the revision.
 *
 * @param number over all cards, from 1
 * @param document JSON; may have errors as long as it is not published
 * @param digest of the document's content, without version and publication
 * @param revision from 1, one more with each change of content
 * @param basedOn the version it began as, or {@code starter}, or {@code nothing}
 * @param authors all who have written of it, in the order of their first change
 * @param approval the last one given, whether it still holds or not
 * @param publishedVersion what it has become; null while it is open
 */
public record Draft(
    long number,
    String scorecardId,
    String document,
    String digest,
    long revision,
    String basedOn,
    List<String> authors,
    Instant createdAt,
    String editedBy,
    Instant editedAt,
    @Nullable Approval approval,
    @Nullable Integer publishedVersion) {

  public Draft {
    authors = List.copyOf(authors);
  }

  /**
   * Somebody's consent to one content.
   *
   * @param digest of the content
   */
  public record Approval(String by, Instant at, String digest) {}

  /** A new draft, before it has a number. */
  public static Draft begun(
      String scorecardId, Content content, String basedOn, String by, Instant now) {
    return new Draft(
        0,
        scorecardId,
        content.document(),
        content.digest(),
        1,
        basedOn,
        List.of(by),
        now,
        by,
        now,
        null,
        null);
  }

  /** What a draft says. */
  public record Content(String document, String digest) {}

  /** With other content; the same if it is not other. */
  public Draft edited(Content content, String by, Instant now) {
    return content.digest().equals(digest)
        ? this
        : new Draft(
            number,
            scorecardId,
            content.document(),
            content.digest(),
            revision + 1,
            basedOn,
            Stream.concat(authors.stream(), Stream.of(by)).distinct().toList(),
            createdAt,
            by,
            now,
            approval,
            publishedVersion);
  }

  /** With somebody's approval of this content, or with none. */
  public Draft approved(@Nullable String by, Instant now) {
    return new Draft(
        number,
        scorecardId,
        document,
        digest,
        revision,
        basedOn,
        authors,
        createdAt,
        editedBy,
        editedAt,
        by == null ? null : new Approval(by, now, digest),
        publishedVersion);
  }

  /** Who has approved what it says now without having written of it; null if nobody has. */
  public @Nullable String approver() {
    return approval != null && approval.digest().equals(digest) && !authors.contains(approval.by())
        ? approval.by()
        : null;
  }

  /** Why it can't be changed by somebody who has read that revision. */
  public Optional<Refusal> whyNotChanged(long readRevision) {
    if (publishedVersion != null) {
      return Optional.of(Refusal.PUBLISHED_ALREADY);
    }
    return readRevision == revision ? Optional.empty() : Optional.of(Refusal.CHANGED_MEANWHILE);
  }

  /** Why somebody can't approve it. */
  public Optional<Refusal> whyNotApproved(long readRevision, String by) {
    return whyNotChanged(readRevision)
        .or(() -> authors.contains(by) ? Optional.of(Refusal.OWN_WORK) : Optional.empty());
  }

  /** Why it can't be published. */
  public Optional<Refusal> whyNotPublished(long readRevision, boolean isApprovalNeeded) {
    return whyNotChanged(readRevision)
        .or(
            () ->
                isApprovalNeeded && approver() == null
                    ? Optional.of(Refusal.NOT_APPROVED)
                    : Optional.empty());
  }

  /** Why something can't be done with a draft. */
  public enum Refusal {
    /** Somebody else has saved since. */
    CHANGED_MEANWHILE("The draft has changed since you read it."),
    /** It is history. */
    PUBLISHED_ALREADY("The draft was published; begin a new one from that version."),
    /** Four eyes are asked for, these are two of the others. */
    OWN_WORK("Who has written of a draft does not approve it."),
    /** Four eyes are asked for. */
    NOT_APPROVED("Somebody who has not written of it has to approve the draft as it is now.");

    private final String sentence;

    Refusal(String sentence) {
      this.sentence = sentence;
    }

    /** What it means, for people. */
    public String sentence() {
      return sentence;
    }
  }
}
