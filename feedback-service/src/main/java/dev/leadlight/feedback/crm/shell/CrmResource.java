package dev.leadlight.feedback.crm.shell;

import dev.leadlight.feedback.label.shell.LabelResource;
import dev.leadlight.feedback.label.shell.LabelWorkflow;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Path;

/** Takes what CRMs send. */
@Path("/v1/crm")
@PermitAll
public class CrmResource extends LabelResource {

  CrmResource(LabelWorkflow workflow, CrmVendors vendors) {
    super(workflow, vendors);
  }
}
