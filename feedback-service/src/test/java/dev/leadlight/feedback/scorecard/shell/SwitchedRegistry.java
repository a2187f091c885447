package dev.leadlight.feedback.scorecard.shell;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Reads its setting anew each time, so that one start serves tests of both values. */
@Alternative
@Priority(1)
@ApplicationScoped
public class SwitchedRegistry implements RegistryConfig {

  static final String APPROVAL_NEEDED = "leadlight.feedback.scorecards.approval-needed";

  @Override
  public boolean approvalNeeded() {
    return Boolean.getBoolean(APPROVAL_NEEDED);
  }
}
