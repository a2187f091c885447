package dev.leadlight.feedback.scorecard.shell;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code scorecard_version}, for reading: rows are written by SQL under a lock. */
@Entity
@Table(name = "scorecard_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class ScorecardVersionEntity {

  @Id long number;
  String scorecardId;
  int version;
  String document;
  @Nullable Instant publishedAt;
}
