package dev.leadlight.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages point to is there. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** In Javadoc, where a line may end before the name. */
  private static final Pattern TYPE =
      Pattern.compile("\\{@link(?:plain)?[\\s*]+(dev\\.leadlight[a-z_.]*(?:\\.[A-Z]\\w*)?)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(DocumentationTest::isPage).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    assertThat(links(page)).allSatisfy(link -> assertLeadsSomewhere(page, link));
  }

  static List<Path> packagePages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .sorted()
          .toList();
    }
  }

  /** Where to start reading. */
  @ParameterizedTest
  @MethodSource("packagePages")
  void typesThatPackagesPointToAreThere(Path page) throws IOException {
    String folder = page.toString();
    String sources = folder.substring(0, folder.indexOf("/dev/leadlight/") + 1);
    List<String> types =
        TYPE.matcher(Files.readString(page))
            .results()
            .map(result -> result.group(1).replace('.', '/'))
            .toList();

    assertThat(types)
        .allSatisfy(
            type ->
                assertThat(Path.of(sources, type))
                    .satisfiesAnyOf(
                        path -> assertThat(path).isDirectory(),
                        path -> assertThat(Path.of(path + ".java")).exists()));
  }

  private static void assertLeadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    assertThat(target).exists();
    if (hash >= 0) {
      assertThat(anchors(target)).contains(link.substring(hash + 1));
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map(result -> result.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  /** Of headings, as the usual renderers make them. */
  private static List<String> anchors(Path page) throws IOException {
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(Files.readString(page))
        .results()
        .map(DocumentationTest::anchor)
        .toList();
  }

  private static String anchor(MatchResult heading) {
    String text = heading.group(1).toLowerCase(Locale.ROOT);
    return text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static boolean isPage(Path path) {
    return path.toString().endsWith(".md");
  }
}
