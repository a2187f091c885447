package dev.leadlight.feedback.survey.shell;

import dev.leadlight.feedback.label.shell.LabelResource;
import dev.leadlight.feedback.label.shell.LabelWorkflow;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Path;

/** Takes what survey tools send. */
@Path("/v1/surveys")
@PermitAll
public class SurveyResource extends LabelResource {

  SurveyResource(LabelWorkflow workflow, SurveyVendors vendors) {
    super(workflow, vendors);
  }
}
