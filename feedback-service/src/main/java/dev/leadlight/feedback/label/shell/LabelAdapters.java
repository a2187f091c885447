package dev.leadlight.feedback.label.shell;

import dev.leadlight.feedback.label.LabelAdapter;
import java.util.List;

/** The vendors that may call at one door, {@code surveys} or {@code crm}. */
public interface LabelAdapters {

  /** The segment of the path behind {@code /v1}. */
  String door();

  List<LabelAdapter> all();
}
