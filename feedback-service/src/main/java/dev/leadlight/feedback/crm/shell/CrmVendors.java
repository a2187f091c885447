package dev.leadlight.feedback.crm.shell;

import dev.leadlight.feedback.crm.HubSpotAdapter;
import dev.leadlight.feedback.crm.SalesforceAdapter;
import dev.leadlight.feedback.crm.SignedCrmAdapter;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.shell.LabelAdapters;
import jakarta.inject.Singleton;
import java.util.List;

/** The CRMs we understand: one line each. */
@Singleton
public class CrmVendors implements LabelAdapters {

  @Override
  public String door() {
    return "crm";
  }

  @Override
  public List<LabelAdapter> all() {
    return List.of(new HubSpotAdapter(), new SalesforceAdapter(), new SignedCrmAdapter());
  }
}
