package dev.leadlight.feedback.survey.shell;

import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.shell.LabelAdapters;
import dev.leadlight.feedback.survey.QualtricsAdapter;
import dev.leadlight.feedback.survey.SignedSurveyAdapter;
import dev.leadlight.feedback.survey.TypeformAdapter;
import dev.leadlight.feedback.survey.ZigpollAdapter;
import jakarta.inject.Singleton;
import java.util.List;

/** The survey tools we understand: one line each. */
@Singleton
public class SurveyVendors implements LabelAdapters {

  @Override
  public String door() {
    return "surveys";
  }

  @Override
  public List<LabelAdapter> all() {
    return List.of(
        new ZigpollAdapter(),
        new QualtricsAdapter(),
        new TypeformAdapter(),
        new SignedSurveyAdapter());
  }
}
