package dev.leadlight.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Text that can't be read as one YAML document. The message is for whoever wrote it. */
public final class UnreadableYamlException extends IOException {

  private static final long serialVersionUID = 1;
  private static final String TWICE = "Duplicate field ";

  UnreadableYamlException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static UnreadableYamlException of(JsonProcessingException failure) {
    String message = failure.getOriginalMessage();
    int line = failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
    if (message.startsWith(TWICE)) {
      return new UnreadableYamlException(
          "The key "
              + message.substring(TWICE.length())
              + " stands twice, again at line "
              + line
              + ".",
          failure);
    }
    Mark mark = null;
    String problem = null;
    if (failure.getCause() instanceof MarkedYAMLException marked) {
      mark = marked.getProblemMark();
      problem = marked.getProblem();
    }
    return new UnreadableYamlException(
        "The body is neither YAML nor JSON at line "
            + (mark == null ? line : mark.getLine() + 1)
            + (problem == null ? "." : ": " + words(problem) + "."),
        failure);
  }

  private static String words(String problem) {
    return problem.contains("(TAB)") ? "a tab; YAML is indented by spaces" : problem;
  }
}
