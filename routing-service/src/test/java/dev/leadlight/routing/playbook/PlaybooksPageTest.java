package dev.leadlight.routing.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.delivery.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/playbooks.md says what is true. */
class PlaybooksPageTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @Test
  void examplesAreWithoutMistakes() throws IOException {
    List<String> examples =
        EXAMPLE.matcher(page()).results().map(MatchResult::group).map(this::inside).toList();

    assertThat(examples).hasSizeGreaterThan(1);
    assertThat(examples)
        .allSatisfy(example -> assertThat(PlaybookFixtures.read(example).errors()).isEmpty());
  }

  @Test
  void everyVerbIsExplained() throws IOException {
    assertThat(page())
        .contains(Arrays.stream(Verb.values()).map(verb -> "`" + verb.label() + "`").toList());
  }

  private String inside(String block) {
    return block.substring("```yaml\n".length(), block.length() - "```".length());
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/playbooks.md"));
  }
}
