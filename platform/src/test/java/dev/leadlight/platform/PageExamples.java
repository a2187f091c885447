package dev.leadlight.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The shell examples of a page, typed in as they stand there; only names are replaced. */
public final class PageExamples {

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```sh\\R(.*?)^```$");

  /** A refusal ends the shell. */
  private static final String STRICT =
      "set -e -o pipefail; curl() { command curl -sS --fail-with-body \"$@\"; }\n";

  private final List<String> examples;
  private final Map<String, String> replaced;

  /**
   * Those of a page.
   *
   * @param replaced what stands there, by what is typed in instead
   */
  public PageExamples(Path page, Map<String, String> replaced) throws IOException {
    this.examples =
        EXAMPLE.matcher(Files.readString(page)).results().map(example -> example.group(1)).toList();
    this.replaced = Map.copyOf(replaced);
  }

  /** What the shell says to the example that holds these words, after the page's first one. */
  public String typedIn(String words, Path directory) throws IOException, InterruptedException {
    Process typing = begin(words, directory);
    String said = new String(typing.getInputStream().readAllBytes(), UTF_8);
    assertThat(typing.waitFor()).as(said).isZero();
    return said;
  }

  /** A shell with that example, which may be one that does not end by itself. */
  public Process begin(String words, Path directory) throws IOException {
    String script =
        examples.get(0)
            + examples.stream().filter(text -> text.contains(words)).findFirst().orElseThrow();
    for (Map.Entry<String, String> each : replaced.entrySet()) {
      script = script.replace(each.getKey(), each.getValue());
    }
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", STRICT + script)
            .directory(directory.toFile())
            .redirectErrorStream(true);
    shell.environment().put("LEADLIGHT_TOKEN", "test-token");
    return shell.start();
  }
}
